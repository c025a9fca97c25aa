"""A counter's exchange: a sale and a credit note that name each other; the rest is paid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.support.credit_notes import PRICE, booked_sale, counter_sale, credit_note
from tests.support.customer_returns import in_coins_of
from tests.support.pushing import push
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.tills import take
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.documents import entered_by_documents
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sales.pushes.sale import PushedPayment, PushedSale
from theriac.domains.tills.models import HeldTillDocument
from theriac.domains.tills.queries.held_notes import unmatched_exchanges
from theriac.domains.tills.reactions import follow_sales

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-11")]
Goods = tuple[Medicine, UUID]


@pytest.fixture
def goods(shop: Shop) -> Goods:
    medicine = add_medicine(shop)
    return medicine, stock_up(shop, medicine, 100)


def why_held() -> str:
    return HeldTillDocument.objects.get(decided_at=None).reason


def exchanged(
    shop: Shop, goods: Goods, first: PushedSale, *, worth: int = 1_400, units: int = 3
) -> tuple[PushedSale, dict[str, Any]]:
    """Two tablets of a sale come back for others; the rest is paid in cash, or refunded."""
    told = credit_note(shop, first, exchanged=worth)
    left = units * PRICE - worth
    paid = [
        PushedPayment(
            id=new_id(), method="exchange", tendered=worth, change=0, reference=told["id"]
        )
    ]
    if left > 0:
        paid.append(PushedPayment(id=new_id(), method="cash", tendered=left, change=0))
    sale = counter_sale(shop, *goods, units, 2, payments=paid)
    refunds = [{"method": "cash", "amount": 1_400 - worth}] if worth < 1_400 else []
    return sale, {**told, "exchange_sale_id": str(sale.id), "refunds": refunds}


@pytest.mark.parametrize(("worth", "units"), [(1_400, 3), (700, 1), (1_400, 2)])
def test_only_the_difference_of_an_exchange_is_paid(
    shop: Shop, goods: Goods, worth: int, units: int
) -> None:
    sale, told = exchanged(shop, goods, booked_sale(shop, *goods), worth=worth, units=units)
    assert push(shop, sale).cases == 0
    unmatched = unmatched_exchanges(actor=shop.owner, branch_id=shop.branch_id)
    assert [one.number for one in unmatched] == [sale.number]
    assert take(shop, told) == "taken"
    assert unmatched_exchanges(actor=shop.owner, branch_id=shop.branch_id) == []
    note = CustomerReturn.objects.get()
    assert (note.exchange_sale_id, note.total) == (sale.id, 1_400)
    owed = entered_by_documents("customer_return", Account.CUSTOMER_CREDIT, [note.id])
    taken = entered_by_documents("sale", Account.CUSTOMER_CREDIT, [sale.id])
    assert owed[note.id] + taken[sale.id] == 0
    assert [one.name for one in run_checks() if one.violations] == []


@pytest.mark.rows("CAP-10")
def test_a_difference_that_no_coin_pays_is_rounded_away(shop: Shop, goods: Goods) -> None:
    first = booked_sale(shop, *goods)
    in_coins_of(shop, 2_000)
    sale, told = exchanged(shop, goods, first)
    by_goods = [one for one in sale.payments if one.method == "exchange"]
    sale = replace(sale, rounding=-700, total=1_400, payments=by_goods)
    assert push(shop, sale).cases == 0
    assert take(shop, told) == "taken"
    assert [one.name for one in run_checks() if one.violations] == []


def test_an_exchange_waits_for_its_sale_and_agrees_with_it(shop: Shop, goods: Goods) -> None:
    sale, told = exchanged(shop, goods, booked_sale(shop, *goods))
    assert (take(shop, told), why_held()) == ("held", "sale")
    push(shop, sale)
    follow_sales(list(OutboxEvent.objects.filter(type="theriac.sale.completed.v1")))
    assert CustomerReturn.objects.get().exchange_sale_id == sale.id
    again = {**told, "id": str(new_id()), "sequence": 2, "number": told["number"][:-1] + "2"}
    assert (take(shop, again), why_held()) == ("held", "sums")
