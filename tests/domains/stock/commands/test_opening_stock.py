"""Receiving goods: batches, balances, events, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotPermitted
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.problems import QuantityRefused

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-02")
def test_one_product_has_several_batches_with_own_quantity_cost_and_expiry(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for number, quantity, cost in (("A", 10, 700), ("B", 20, 710), ("C", 30, 720)):
        stock_up(shop, medicine, quantity, batch_number=number, cost_amount=cost, days=quantity)

    batches = Batch.objects.order_by("number")
    assert [(b.number, b.cost_amount, (b.expires_on - shop.today).days) for b in batches] == [
        ("A", 700, 10),
        ("B", 710, 20),
        ("C", 720, 30),
    ]
    assert sorted(Balance.objects.values_list("quantity", flat=True)) == [10, 20, 30]


def test_opening_stock_announces_what_came_and_what_changed(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)

    types = list(
        OutboxEvent.objects.filter(type__startswith="theriac.stock")
        .order_by("type")
        .values_list("type", flat=True)
    )
    assert types == ["theriac.stock.received.v1", "theriac.stock.updated.v1"]
    assert Movement.objects.get().kind == "opening"


def test_nothing_a_wrong_quantity_and_a_person_without_the_right_are_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    cashier = add_staff("cashier", shop.branch_id)
    bad = DeliveryLine(product_id=medicine.id, quantity=0)

    for lines, field in (([], "lines"), ([bad], "lines.0.quantity")):
        with pytest.raises(QuantityRefused) as refused:
            enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=lines)
        assert refused.value.field == field
    with pytest.raises(NotPermitted):
        enter_opening_stock(actor=cashier, branch_id=shop.branch_id, lines=[bad])
    assert Batch.objects.count() == 0


@pytest.mark.parametrize(("hour", "day"), [(16, "2026-11-20"), (17, "2026-11-21")])
def test_goods_come_on_the_branchs_day(shop: Shop, hour: int, day: str) -> None:
    medicine = add_medicine(shop)
    with clock.at(datetime(2026, 11, 20, hour, 30, tzinfo=UTC)):
        stock_up(shop, medicine, 10)
    assert Batch.objects.get().received_on.isoformat() == day
