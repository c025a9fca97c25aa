"""Consigned goods: what was sold falls due, what wasn't doesn't."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import counted, recall_of
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.recalls.commands.units import take_back_units
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.ledger import Document, Move, post
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.queries.batches.consigned import DueSupplier, consignment_due
from theriac.domains.stock.queries.batches.consigned_sales import owed

pytestmark = pytest.mark.rows("STK-35")


def due(shop: Shop, days: int = 0) -> list[DueSupplier]:
    day = shop.today + timedelta(days=days)
    return consignment_due(actor=shop.owner, branch_id=shop.branch_id, first=day, last=day)


@pytest.mark.django_db
def test_sold_units_fall_due_and_unsold_ones_do_not() -> None:
    shop = open_shop()
    supplier = a_supplier(shop)
    medicine = add_medicine(shop)
    theirs = stock_up(shop, medicine, 30, batch_number="K1", cost_amount=1000, cost_units=3)
    own = stock_up(shop, medicine, 30, batch_number="O1")
    Batch.objects.filter(id=theirs).update(is_consigned=True, supplier=supplier)
    lines = [
        pushed_line(shop, medicine, [(theirs, 4)]),
        pushed_line(shop, medicine, [(own, 9)], position=2),
    ]
    push(shop, pushed_sale(shop, lines))
    write_off_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=theirs, quantity=5, reason="broken"
    )

    (found,) = due(shop)

    assert (found.supplier_id, found.due, found.sold, found.left) == (supplier, 1333, 4, 21)
    assert [(one.number, one.sold, one.due) for one in found.batches] == [("K1", 4, 1333)]
    (tomorrow,) = due(shop, 1)
    assert (tomorrow.due, tomorrow.sold, tomorrow.left) == (0, 0, 21)


@pytest.mark.django_db
def test_what_customers_brought_back_is_its_suppliers_again() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    theirs = stock_up(shop, medicine, 30, batch_number="K1", cost_amount=1000, cost_units=3)
    Batch.objects.filter(id=theirs).update(is_consigned=True, supplier=a_supplier(shop))
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(theirs, 20)])]))
    recall = recall_of(shop, [theirs])
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "recall_id": recall.id}

    take_back_units(**at, units=counted(theirs, 5))
    (found,) = due(shop)
    assert (found.sold, found.due, found.left) == (15, 5000, 15)
    with clock.at(clock.now() + timedelta(days=1)):
        take_back_units(**at, units=counted(theirs, 15))
    (found,) = due(shop)
    assert (found.sold, found.due) == (15, 5000)
    (later,) = due(shop, 1)

    assert (later.sold, later.due, later.left) == (-15, -5000, 30)


@pytest.mark.django_db
def test_a_reversed_sale_is_not_owed() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    theirs = stock_up(shop, medicine, 30, batch_number="K1", cost_amount=1000, cost_units=3)
    Batch.objects.filter(id=theirs).update(is_consigned=True, supplier=a_supplier(shop))
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(theirs, 20)])]))
    sale = Movement.objects.get(kind="sale")

    bring_back(actor=shop.owner, first=sale)
    (found,) = due(shop)

    assert (found.sold, found.due, found.left) == (0, 0, 30)


@command(name="test_due.bring_back", done="Sample")
def bring_back(*, actor: Actor, first: Movement) -> None:
    """The opposite of a movement, in the ledger; no door of sales makes one yet."""
    shelf = Balance.objects.get(batch_id=first.batch_id, place_id=first.from_place_id)
    move = Move(
        batch_id=first.batch_id,
        product_id=first.product_id,
        from_place_id=first.to_place_id,
        to_place_id=first.from_place_id,
        to_balance_id=shelf.id,
        quantity=first.quantity,
        reverses_id=first.id,
    )
    kind = Movement.Kind.REVERSAL
    document = Document(kind=kind, id=current_unit().effect_id, branch_id=first.branch_id)
    post(document, [move])


@pytest.mark.parametrize(
    ("sold", "amount", "units", "cost"),
    [(3, 1000, 3, 1000), (1, 1000, 3, 333), (2, 1000, 3, 667), (1, 1, 2, 1), (5, None, 1, None)],
)
def test_a_cost_is_rounded_half_up_once(
    sold: int, amount: int | None, units: int, cost: int | None
) -> None:
    assert owed(sold, amount, units) == cost
