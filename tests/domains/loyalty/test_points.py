"""Points of sales: earned and spent with them, and back with what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.support.controlled import violations
from tests.support.credit import sold_for, standing
from tests.support.customer_returns import a_return, approved_return, give_back, returned
from tests.support.loyalty import (
    a_member,
    ledger,
    points,
    programme,
    pushed_for,
    with_points,
)
from tests.support.shop import FREE_CLASS, Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.customer_returns.problems import RefundUnfit
from theriac.domains.loyalty.commands.change import adjust_points, block_member
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltyMember, LoyaltySale
from theriac.domains.loyalty.problems import (
    LoyaltyMemberDiffers,
    LoyaltyMemberUnknown,
    LoyaltyRefused,
    TooFewPoints,
)
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]
CASH = TenderGiven(method=PaymentMethod.CASH)
BATCH = [new_id()]
"""Of the medicine that a test sells, at 700 a unit."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop)
    BATCH[0] = stock_up(shop, found, 300)
    return found


def sell(
    shop: Shop,
    medicine: Medicine,
    units: int,
    member: LoyaltyMember | None,
    tenders: Sequence[TenderGiven] = (CASH,),
) -> CompletedSale:
    number = member.number if member else ""
    return sold_for(shop, medicine.id, units, tenders, member_number=number)


def give(shop: Shop, member: LoyaltyMember, more: int) -> None:
    adjust_points(
        actor=shop.owner,
        branch_id=shop.branch_id,
        loyalty_member_id=LoyaltyMemberId(member.id),
        points=more,
        reason="welcome",
    )


def test_a_sale_earns_for_each_whole_amount(shop: Shop, medicine: Medicine) -> None:
    programme(shop, earn_amount=1_000, earn_points=2)
    member = a_member(shop)
    done = sell(shop, medicine, 5, member)

    assert (done.sale.total, ledger(member)) == (3_500, [("earned", 6)])
    row = LoyaltySale.objects.get(id=done.sale.id)
    assert (row.eligible, row.earned, row.spent, row.excluded) == (3_500, 6, 0, [])
    assert points(member) == 6
    assert violations() == []


def test_nothing_is_earned_while_it_is_off_or_by_nobody(shop: Shop, medicine: Medicine) -> None:
    member = a_member(shop)
    sell(shop, medicine, 5, member)
    programme(shop)
    sell(shop, medicine, 5, None)
    assert (points(member), LoyaltyEntry.objects.count()) == (0, 0)


def test_what_is_excluded_neither_earns_nor_is_paid_with_points(
    shop: Shop, medicine: Medicine
) -> None:
    programme(shop, excluded=[FREE_CLASS[shop.country]])
    member = a_member(shop)
    done = sell(shop, medicine, 5, member)
    assert points(member) == 0
    assert LoyaltySale.objects.get().excluded == [str(done.lines[0].id)]
    give(shop, member, 100)
    with pytest.raises(LoyaltyRefused):
        sell(shop, medicine, 5, member, [with_points(500), CASH])


def test_points_pay_and_what_they_paid_earns_nothing(shop: Shop, medicine: Medicine) -> None:
    programme(shop)
    member = a_member(shop)
    give(shop, member, 200)
    done = sell(shop, medicine, 3, member, [with_points(1_000), CASH])

    assert (done.payments[0].method, done.payments[0].tendered) == ("points", 1_000)
    assert ledger(member)[1:] == [("spent", -200), ("earned", 11)]
    assert points(member) == 11
    assert standing(Account.POINTS_SPENT) == 1_000
    assert violations() == []


def test_what_points_dont_pay_is_refused(shop: Shop, medicine: Medicine) -> None:
    programme(shop, least_spend=10)
    member = a_member(shop)
    give(shop, member, 20)
    with pytest.raises(TooFewPoints):
        sell(shop, medicine, 3, member, [with_points(105), CASH])
    with pytest.raises(LoyaltyRefused, match="multiple"):
        sell(shop, medicine, 3, member, [with_points(52), CASH])
    with pytest.raises(LoyaltyRefused, match="minimum is 10"):
        sell(shop, medicine, 3, member, [with_points(45), CASH])
    parts = [with_points(50), with_points(50), with_points(50), CASH]
    with pytest.raises(TooFewPoints):
        sell(shop, medicine, 3, member, parts)
    other = a_member(shop, "")
    with pytest.raises(LoyaltyRefused, match="one loyalty card"):
        sell(shop, medicine, 3, member, [with_points(50, other.number), CASH])
    with pytest.raises(LoyaltyMemberUnknown):
        sell(shop, medicine, 3, None, [with_points(50), CASH])
    programme(shop, point_value=0)
    with pytest.raises(LoyaltyRefused, match="aren’t taken"):
        sell(shop, medicine, 3, member, [with_points(50), CASH])
    assert (points(member), Sale.objects.count()) == (20, 0)


def test_a_blocked_card_is_refused(shop: Shop, medicine: Medicine) -> None:
    programme(shop)
    member = a_member(shop)
    block_member(
        actor=shop.owner,
        branch_id=shop.branch_id,
        loyalty_member_id=LoyaltyMemberId(member.id),
        version=member.version,
        reason="lost",
    )
    with pytest.raises(LoyaltyMemberDiffers):
        sell(shop, medicine, 1, member)


class TestPushed:
    def test_it_earns_and_spends_as_it_was_sold(self, shop: Shop, medicine: Medicine) -> None:
        programme(shop)
        member = a_member(shop)
        give(shop, member, 100)
        sale = pushed_for(shop, medicine, BATCH[0], 3, number=member.number, by_points=500)
        earned = (sale.total - 500) // 100
        assert ledger(member)[1:] == [("spent", -100), ("earned", earned)]
        assert DiscrepancyCase.objects.filter(kind="loyalty").count() == 0
        assert standing(Account.POINTS_SPENT) == 500
        assert violations() == []

    def test_more_than_there_is_is_booked_and_a_case(self, shop: Shop, medicine: Medicine) -> None:
        programme(shop)
        member = a_member(shop)
        sale = pushed_for(shop, medicine, BATCH[0], 3, number=member.number, by_points=500)
        assert points(member) == (sale.total - 500) // 100 - 100
        case = DiscrepancyCase.objects.get(kind="loyalty")
        assert (case.facts["why"], case.facts["points"]) == ("too_few", 100)
        assert violations() == []

    def test_a_number_nobody_has_is_a_case_and_the_books_agree(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        programme(shop)
        pushed_for(shop, medicine, BATCH[0], 3, number="00000000000", by_points=500)
        assert DiscrepancyCase.objects.get(kind="loyalty").facts["why"] == "unknown"
        assert (standing(Account.POINTS_SPENT), LoyaltySale.objects.count()) == (500, 0)
        assert violations() == []

    def test_points_while_the_programme_is_off_are_a_case(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        member = a_member(shop)
        pushed_for(shop, medicine, BATCH[0], 3, number=member.number, by_points=500)
        assert DiscrepancyCase.objects.get(kind="loyalty").facts["why"] == "off"
        assert points(member) == 0
        assert violations() == []


class TestReturns:
    def test_parts_add_up_to_what_the_sale_earned_and_spent(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        programme(shop, earn_amount=300, earn_points=1)
        member = a_member(shop)
        give(shop, member, 100)
        done = sell(shop, medicine, 7, member, [with_points(485), CASH])
        after = [points(member)]
        for units in (1, 2, 1, 3):
            give_back(shop, a_return(done, returned(done.lines[0].id, units)))
            after.append(points(member))

        assert done.sale.total == 4_900
        assert after[0] == 100 - 97 + (4_900 - 485) // 300
        assert after[-1] == 100
        sums = dict.fromkeys(("taken_back", "given_back"), 0)
        for kind, amount in ledger(member):
            sums[kind] = sums.get(kind, 0) + amount
        assert (sums["taken_back"], sums["given_back"]) == (-14, 97)
        assert standing(Account.POINTS_SPENT) == 0
        assert all(isinstance(later - before, int) for before, later in pairwise(after))
        assert violations() == []

    def test_a_return_counts_once(self, shop: Shop, medicine: Medicine) -> None:
        programme(shop)
        member = a_member(shop)
        done = sell(shop, medicine, 2, member)
        give_back(shop, a_return(done))
        with pytest.raises(Exception):  # noqa: B017, PT011
            give_back(shop, a_return(done))
        assert ledger(member) == [("earned", 14), ("taken_back", -14)]

    def test_what_was_spent_meanwhile_is_owed(self, shop: Shop, medicine: Medicine) -> None:
        programme(shop)
        member = a_member(shop)
        done = sell(shop, medicine, 10, member)
        sell(shop, medicine, 1, member, [with_points(350), CASH])
        give_back(shop, a_return(done))
        assert points(member) == 70 - 70 + 3 - 70
        with pytest.raises(TooFewPoints):
            sell(shop, medicine, 1, member, [with_points(5), CASH])
        assert violations() == []

    def test_more_than_points_paid_doesnt_go_back_to_them(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        programme(shop)
        member = a_member(shop)
        done = sell(shop, medicine, 2, member)
        with pytest.raises(RefundUnfit):
            give_back(shop, a_return(done, refund_by="points"))

    def test_cash_for_what_points_paid_gives_no_points_back(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        programme(shop)
        member = a_member(shop)
        give(shop, member, 280)
        done = sell(shop, medicine, 2, member, [with_points(1_400)])
        approved_return(shop, a_return(done, refund_by="cash"))
        assert points(member) == 0
        assert violations() == []

    def test_a_devices_sale_comes_back_exactly(self, shop: Shop, medicine: Medicine) -> None:
        programme(shop)
        member = a_member(shop)
        give(shop, member, 100)
        sale = pushed_for(shop, medicine, BATCH[0], 3, number=member.number, by_points=500)
        line = sale.lines.get()
        done = CompletedSale(sale, [line], [], [], [], {})
        for units in (1, 1, 1):
            give_back(shop, a_return(done, returned(line.id, units)))
        assert points(member) == 100
        assert violations() == []
