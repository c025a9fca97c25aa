"""Two tills that spend the same points, or gift card, at once: no more than there is."""

from __future__ import annotations

import pytest

from tests.support.at_once import how_many
from tests.support.credit import sold_for
from tests.support.customer_returns import a_return, give_back, returned
from tests.support.gift_cards import a_gift_card, by_card, holds
from tests.support.loyalty import a_member, points, programme, with_points
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.customer_returns.problems import ReturnTooMuch
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.problems import GiftCardTooLittle
from theriac.domains.loyalty.commands.change import adjust_points
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.problems import LoyaltyMemberExists, TooFewPoints
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-26")]
CASH = TenderGiven(method=PaymentMethod.CASH)


def violated() -> list[str]:
    return [v.code for result in run_checks() for v in result.violations]


def test_points_are_spent_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    programme(shop, earn_amount=10**6)
    member = a_member(shop)
    adjust_points(
        actor=shop.owner,
        branch_id=shop.branch_id,
        loyalty_member_id=LoyaltyMemberId(member.id),
        points=250,
        reason="welcome",
    )

    def buy() -> object:
        tenders = [with_points(500), CASH]
        return sold_for(shop, medicine.id, 1, tenders, member_number=member.number)

    assert how_many([buy] * 5, TooFewPoints) == 2
    assert points(member) == 50
    assert violated() == []


def test_goods_that_come_back_at_once_take_each_point_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    programme(shop)
    member = a_member(shop)
    done = sold_for(shop, medicine.id, 3, [CASH], member_number=member.number)
    part = a_return(done, returned(done.lines[0].id, 1))

    assert how_many([lambda: give_back(shop, part)] * 5, ReturnTooMuch) == 3
    assert points(member) == 0
    assert violated() == []


def test_a_telephone_number_gets_one_card(shop: Shop) -> None:
    programme(shop)
    assert how_many([lambda: a_member(shop, "081234567890")] * 5, LoyaltyMemberExists) == 1
    assert LoyaltyMember.objects.count() == 1


@pytest.mark.rows("SAL-27")
def test_a_gift_card_is_spent_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    code = new_code()
    card = a_gift_card(shop, 1_500, code)
    buys = [lambda: sold_for(shop, medicine.id, 1, [by_card(code)])] * 5

    assert how_many(buys, GiftCardTooLittle) == 2
    assert holds(card) == 100
    assert violated() == []
