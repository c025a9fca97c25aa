"""Low stock is what may be sold below the minimum, of what is still bought."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.reservations import reserve
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.models import Product
from theriac.domains.organisation.models import Branch
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.jobs import review_low_stocks
from theriac.domains.replenishment.models import StockAlert, WantEntry
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.queries.levels import stock_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def low() -> list[UUID | None]:
    """The branches with an open alert."""
    rows = StockAlert.objects.filter(kind="low", cleared_at=None).order_by("raised_at")
    return list(rows.values_list("branch_id", flat=True))


def wanted() -> list[tuple[str, int]]:
    """What stood or stands on the list: state, quantity."""
    return list(WantEntry.objects.order_by("added_at").values_list("state", "quantity"))


def at_least(shop: Shop, medicine: Medicine, quantity: int, branch_id: Any = None) -> None:
    set_minimum(
        actor=shop.owner,
        branch_id=branch_id or shop.branch_id,
        product_id=medicine.id,
        quantity=quantity,
    )


@pytest.mark.rows("STK-18")
def test_what_nobody_may_sell_isnt_counted(shop: Shop, medicine: Medicine) -> None:
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "reason": "look"}
    batch = stock_up(shop, medicine, 30)
    stock_up(shop, medicine, 5)
    stock_up(shop, medicine, 100, days=0)
    stock_up(shop, medicine, 100, days=None)
    at_least(shop, medicine, 35)
    assert (low(), wanted()) == ([], [])

    hold_batch(**here, batch_id=batch)
    relay_once()

    assert (low(), wanted()) == ([shop.branch_id], [("open", 30)])
    (event,) = OutboxEvent.objects.filter(type="theriac.alert.lowstock.v1")
    assert (event.data["quantity"], event.data["minimum"]) == (5, 35)
    levels = stock_levels(actor=shop.owner, branch_id=shop.branch_id, product_ids=[medicine.id])
    assert (levels[medicine.id].on_hand, levels[medicine.id].lacking) == (235, 30)

    release_batch(**here, batch_id=batch)
    relay_once()
    assert (low(), wanted()) == ([], [("enough", 30)])


def test_what_is_reserved_counts(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 30)
    reserve(shop, medicine, 20, purpose="hand")
    at_least(shop, medicine, 30)
    assert low() == []


@pytest.mark.rows("STK-18")
def test_what_expires_at_midnight_lacks_on_the_branchs_new_day(
    shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 30, days=1)
    at_least(shop, medicine, 10)
    assert (low(), review_low_stocks.call()) == ([], 0)
    assert not AuditRecord.objects.filter(command="replenishment.review_low_stock").exists()

    with clock.at(clock.now() + timedelta(days=1)):
        assert [review_low_stocks.call(), review_low_stocks.call()] == [1, 0]
        assert (low(), wanted()) == ([shop.branch_id], [("open", 10)])
        stock_up(shop, medicine, 10)
        relay_once()
    assert low() == []
    assert StockAlert.objects.filter(kind="low").count() == 1


def test_each_branch_goes_by_its_own_date(shop: Shop, medicine: Medicine) -> None:
    there = second_branch(shop)
    Branch.objects.filter(id=there).update(time_zone="Pacific/Kiritimati")
    Branch.objects.filter(id=shop.branch_id).update(time_zone="Pacific/Niue")
    early = clock.now().replace(hour=10, minute=30)
    expires_on = early.date() + timedelta(days=1)
    line = DeliveryLine(product_id=medicine.id, quantity=5, expires_on=expires_on)
    with clock.at(early):
        for branch_id in (there, shop.branch_id):
            enter_opening_stock(actor=shop.owner, branch_id=branch_id, lines=[line])
            at_least(shop, medicine, 5, branch_id)
        review_low_stocks.call()
        assert low() == [there]


def become(shop: Shop, medicine: Medicine, state: str) -> None:
    change_product(
        actor=shop.owner,
        product_id=medicine.id,
        version=Product.objects.get(id=medicine.id).version,
        changes={"status": state},
        reason="looked",
    )
    relay_once()


@pytest.mark.rows("STK-18")
@pytest.mark.parametrize("state", ["draft", "blocked", "discontinued"])
def test_what_isnt_bought_is_neither_alerted_nor_wanted(
    shop: Shop, medicine: Medicine, state: str
) -> None:
    at_least(shop, medicine, 10)
    assert (low(), wanted()) == ([shop.branch_id], [("open", 10)])

    become(shop, medicine, state)
    assert (low(), wanted()) == ([], [("enough", 10)])
    at_least(shop, medicine, 20)
    assert (low(), review_low_stocks.call()) == ([], 0)

    become(shop, medicine, "active")
    assert (low(), wanted()) == ([shop.branch_id], [("enough", 10), ("open", 20)])


def test_a_merged_product_is_bought_under_another_name(shop: Shop, medicine: Medicine) -> None:
    at_least(shop, medicine, 10)
    other = add_medicine(shop, "Zinc 20 mg tablet")
    Product.objects.filter(id=medicine.id).update(status="merged", merged_into_id=other.id)

    assert review_low_stocks.call() == 1
    assert low() == []
