"""Raising and clearing low-stock alerts: one a condition, not one a sale, cleared by itself."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.stock.events import LowStock
from theriac.domains.stock.models import Balance, Place, StockAlert, StockMinimum

Pair = tuple[UUID, UUID]
"""A product and a branch."""


@command()
def review_low_stock(*, actor: Actor, pairs: Iterable[Pair]) -> None:
    """Raise an alert where stock fell below its minimum, clear it where it no longer is."""
    wanted = set(pairs)
    products = {product_id for product_id, _branch in wanted}
    minimums = {
        (row.product_id, row.branch_id): row.quantity
        for row in StockMinimum.objects.filter(product_id__in=products)
        if (row.product_id, row.branch_id) in wanted
    }
    if not minimums:
        return
    stocks = _shelf_totals({pair[0] for pair in minimums})
    for pair, minimum in minimums.items():
        stock = stocks.get(pair, 0)
        if stock < minimum:
            _raise_low(pair, stock, minimum)
        else:
            _clear(_low_key(pair))


def _shelf_totals(products: set[UUID]) -> dict[Pair, int]:
    rows = (
        Balance.objects.filter(product_id__in=products, place__kind=Place.Kind.SHELF)
        .values_list("product_id", "branch_id")
        .annotate(total=Sum("quantity"))
    )
    return {(product_id, branch_id): total for product_id, branch_id, total in rows}


def _low_key(pair: Pair) -> str:
    return f"low:{pair[1]}:{pair[0]}"


def _raise_low(pair: Pair, stock: int, minimum: int) -> None:
    alert = StockAlert(
        id=new_id(),
        kind=StockAlert.Kind.LOW,
        product_id=pair[0],
        branch_id=pair[1],
        batch_id=None,
        open_key=_low_key(pair),
        raised_at=clock.now(),
        cleared_at=None,
    )
    if insert_if_absent(StockAlert, alert):
        current_unit().announce(
            LowStock(
                subject=f"{pair[1]}/{pair[0]}",
                branch_id=pair[1],
                data={"product_id": pair[0], "quantity": stock, "minimum": minimum},
            )
        )


def _clear(open_key: str) -> None:
    StockAlert.objects.filter(open_key=open_key).update(open_key=None, cleared_at=clock.now())
