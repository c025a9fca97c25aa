"""Gift cards: issued for money, spent on sales, refunded to, blocked, expired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from tests.support.controlled import violations
from tests.support.credit import sold_for, standing
from tests.support.customer_returns import a_return, give_back, returned
from tests.support.gift_cards import a_gift_card, by_card, holds, redeemed
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.customer_returns.problems import RefundUnfit
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.commands.redeem import release_payment, undo_payment
from theriac.domains.gift_cards.ids import GiftEntryId
from theriac.domains.gift_cards.models import GiftEntry
from theriac.domains.gift_cards.problems import (
    GiftCardDiffers,
    GiftCardTooLittle,
    GiftCardUnknown,
)
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.sales.models import DiscrepancyCase, Payment, Sale
from theriac.domains.sales.pushes.sale import PushedPayment

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]
CASH = TenderGiven(method=PaymentMethod.CASH)
BATCH = [new_id()]
"""Of the medicine that a test sells, at 700 a unit."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop)
    BATCH[0] = stock_up(shop, found, 300)
    return found


def test_cards_pay_with_other_ways_up_to_what_they_hold(shop: Shop, medicine: Medicine) -> None:
    code = new_code()
    card = a_gift_card(shop, 3_000, code)
    done = sold_for(shop, medicine.id, 6, [by_card(code, 2_500), CASH])
    entry = GiftEntry.objects.get(kind="paid")
    assert [(one.method, one.reference) for one in done.payments] == [
        ("gift_card", str(entry.id)),
        ("cash", ""),
    ]
    assert (entry.sale_id, holds(card)) == (done.sale.id, 500)
    assert (standing(Account.GIFT_CARDS), standing(Account.CUSTOMER_CREDIT)) == (-500, 0)
    with pytest.raises(GiftCardTooLittle):
        sold_for(shop, medicine.id, 6, [by_card(code, 300), by_card(code, 300), CASH])
    with pytest.raises(GiftCardUnknown):
        sold_for(shop, medicine.id, 1, [by_card(new_code())])
    assert not Payment.objects.filter(reference__contains=code).exists()
    assert violations() == []


class TestPushed:
    def _push(
        self, shop: Shop, medicine: Medicine, ways: Sequence[tuple[str, int, str]], key: UUID
    ) -> None:
        told = pushed_sale(shop, [pushed_line(shop, medicine, [(BATCH[0], 3)])])
        rest = told.total - sum(amount for _method, amount, _reference in ways)
        payments = tuple(
            PushedPayment(id=new_id(), method=method, tendered=amount, change=0, reference=text)
            for method, amount, text in [*ways, ("cash", rest, "")]
        )
        push(shop, replace(told, id=key, payments=payments))

    def test_what_was_asked_before_the_sale_is_settled_with_it(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        code, key = new_code(), new_id()
        card = a_gift_card(shop, 3_000, code)
        entry = redeemed(shop, code, 1_000, key)
        assert (holds(card), standing(Account.CUSTOMER_CREDIT)) == (2_000, -1_000)
        self._push(shop, medicine, [("gift_card", 1_000, str(entry.id))], key)
        assert standing(Account.CUSTOMER_CREDIT) == standing(Account.SUSPENSE) == 0
        assert DiscrepancyCase.objects.filter(kind="gift_card").count() == 0
        with pytest.raises(GiftCardDiffers):
            undo_payment(
                actor=shop.owner, branch_id=shop.branch_id, gift_entry_id=GiftEntryId(entry.id)
            )
        assert violations() == []

    @pytest.mark.parametrize("why", ["unknown", "released", "differs"])
    def test_what_disagrees_is_booked_and_a_case(
        self, shop: Shop, medicine: Medicine, why: str
    ) -> None:
        code, key = new_code(), new_id()
        a_gift_card(shop, 3_000, code)
        entry = redeemed(shop, code, 1_000, new_id() if why == "unknown" else key)
        if why == "released":
            release_payment(
                actor=shop.owner,
                branch_id=shop.branch_id,
                gift_entry_id=GiftEntryId(entry.id),
                reason="counter broke",
            )
        amount = 900 if why == "differs" else 1_000
        self._push(shop, medicine, [("gift_card", amount, str(entry.id))], key)
        assert DiscrepancyCase.objects.get(kind="gift_card").facts["why"] == why
        assert standing(Account.SUSPENSE) == (-100 if why == "differs" else 1_000)
        assert violations() == []

    def test_one_payment_settles_one_sale_once(self, shop: Shop, medicine: Medicine) -> None:
        code, key = new_code(), new_id()
        a_gift_card(shop, 3_000, code)
        entry = redeemed(shop, code, 500, key)
        twice = [("gift_card", 500, str(entry.id)), ("gift_card", 500, str(entry.id))]
        self._push(shop, medicine, twice, key)
        assert DiscrepancyCase.objects.get(kind="gift_card").facts["why"] == "unknown"
        assert standing(Account.SUSPENSE) == 500
        assert violations() == []


def test_returns_refund_to_the_cards_that_paid(shop: Shop, medicine: Medicine) -> None:
    code, other = new_code(), new_code()
    cards = [a_gift_card(shop, 1_000, code), a_gift_card(shop, 2_000, other)]
    tenders = [by_card(code, 1_000), by_card(other, 900), CASH]
    done = sold_for(shop, medicine.id, 4, tenders)
    for units in (1, 1, 2):
        give_back(shop, a_return(done, returned(done.lines[0].id, units)))
    assert [holds(card) for card in cards] == [1_000, 2_000]
    assert standing(Account.CUSTOMER_CREDIT) == standing(Account.SUSPENSE) == 0
    assert Sale.objects.count() == 1
    plain = sold_for(shop, medicine.id, 1, [CASH])
    with pytest.raises(RefundUnfit):
        give_back(shop, a_return(plain, refund_by="gift_card"))
    assert violations() == []
