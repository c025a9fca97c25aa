"""Bringing in the past: stock as of its instant, nothing announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.command import command
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import Busy, NotPermitted
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.past_stock import (
    PastTake,
    open_past_stock,
    take_for_past_sales,
)
from theriac.domains.stock.commands.take import LineTake, SaleDocument
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.queries.sellable import shelf_batches

pytestmark = pytest.mark.django_db

THEN = datetime(2025, 11, 21, 7, tzinfo=UTC)


def test_past_goods_are_received_as_of_their_instant_and_nobody_is_told(shop: Shop) -> None:
    medicine = add_medicine(shop)
    before = OutboxEvent.objects.count()

    open_past_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        lines=[DeliveryLine(product_id=medicine.id, quantity=40, expires_on=date(2027, 1, 31))],
        received_at=THEN,
        number="MLT-IN-0001",
    )

    movement = Movement.objects.get()
    assert (movement.occurred_at, movement.recorded_at) == (THEN, THEN)
    assert (movement.document_number, movement.quantity) == ("MLT-IN-0001", 40)
    assert Batch.objects.get().received_on == date(2025, 11, 21)
    assert Balance.objects.get().quantity == 40
    assert OutboxEvent.objects.count() == before


def test_a_cashier_receives_no_past_goods(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        open_past_stock(actor=cashier, branch_id=shop.branch_id, lines=[], received_at=THEN)


def test_many_sales_take_at_once_and_keep_who_and_when(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    person_id = new_id()

    take_past(shop, [past_take(shop, medicine.id, 4, person_id), past_take(shop, medicine.id, 6)])

    taken = Movement.objects.filter(kind="sale").order_by("occurred_at", "quantity")
    assert [(m.quantity, m.recorded_at == m.occurred_at) for m in taken] == [(4, True), (6, True)]
    assert taken[0].actor_id == person_id
    assert Balance.objects.get().quantity == 0


def test_nothing_is_taken_when_all_together_want_too_much(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    takes = [past_take(shop, medicine.id, 6), past_take(shop, medicine.id, 5)]

    with pytest.raises(Busy):
        take_past(shop, takes)
    assert Balance.objects.get().quantity == 10
    assert not Movement.objects.filter(kind="sale").exists()


@command(name="test_past.take", done="Sample")
def take(*, actor: object, takes: list[PastTake]) -> None:
    take_for_past_sales(takes)


def take_past(shop: Shop, takes: list[PastTake]) -> None:
    take(actor=shop.owner, takes=takes)


def past_take(shop: Shop, product_id: object, quantity: int, person_id: object = None) -> PastTake:
    batch = shelf_batches(shop.branch_id, [product_id])[product_id][0]
    at = THEN + timedelta(hours=quantity)
    document = SaleDocument(new_id(), shop.branch_id, "N", at, at.date())
    return PastTake(document, person_id or shop.owner.id, [LineTake(new_id(), batch, quantity)])
