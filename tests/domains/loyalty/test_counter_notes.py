"""A counter's credit notes, written without network: each takes and gives its points once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.controlled import violations
from tests.support.credit_notes import PRICE, counter_sale, credit_note
from tests.support.loyalty import a_member, ledger, points, programme
from tests.support.pushing import push
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import take
from theriac.core.ids import new_id
from theriac.domains.loyalty.commands.change import adjust_points
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.sales.pushes.sale import PushedPayment, PushedSale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26", "OFF-13")]


def of_member(sale: PushedSale, number: str, by_points: int) -> PushedSale:
    """The same sale, paid with points and cash."""
    ways = [("points", by_points, number), ("cash", sale.total - by_points, "")]
    payments = tuple(
        PushedPayment(id=new_id(), method=method, tendered=amount, change=0, reference=text)
        for method, amount, text in ways
    )
    return replace(sale, payments=payments, member_number=number)


def test_points_go_back_exactly_and_once_also_offline(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 100)
    programme(shop)
    member = a_member(shop)
    adjust_points(
        actor=shop.owner,
        branch_id=shop.branch_id,
        loyalty_member_id=LoyaltyMemberId(member.id),
        points=200,
        reason="welcome",
    )
    sale = of_member(counter_sale(shop, medicine, batch_id), member.number, 700)
    push(shop, sale)
    assert points(member) == 200 - 140 + 63

    by_both = [{"method": "points", "amount": 700}, {"method": "cash", "amount": 2_100}]
    first = credit_note(shop, sale, 4, refunds=by_both)
    assert [take(shop, first) for _time in range(3)] == ["taken"] * 3
    assert points(member) == 200 + 63 - 25
    second = credit_note(shop, sale, 6, 2)
    assert [take(shop, second) for _time in range(2)] == ["taken"] * 2
    assert points(member) == 200
    assert ledger(member)[1:] == [
        ("spent", -140),
        ("earned", 63),
        ("taken_back", -25),
        ("given_back", 140),
        ("taken_back", -38),
    ]
    assert second["total"] == 6 * PRICE
    assert violations() == []
