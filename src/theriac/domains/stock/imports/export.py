"""A branch's stock as a table that an import of opening stock takes back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.money import CURRENCIES
from theriac.core.query import query
from theriac.core.tables.cells import Cell
from theriac.core.tables.writer import write_table
from theriac.domains.catalog.imports.products.lookup import described_products
from theriac.domains.organisation.queries.branches import get_branch, get_pharmacy
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.bins import lying_code

HEAD = (
    "code",
    "barcode",
    "name",
    "manufacturer",
    "strength",
    "branch",
    "batch",
    "expiry",
    "quantity",
    "unit",
    "cost",
    "cost_for",
    "mrp",
    "mrp_for",
    "shelf",
    "held",
)
COSTS = ("cost", "cost_for")
_AT_ONCE = 500
_ROWS = (
    "product_id",
    "quantity",
    "batch__number",
    "batch__expires_on",
    "batch__cost_amount",
    "batch__cost_units",
    "batch__mrp_amount",
    "batch__mrp_units",
    "batch__state",
    "lies",
)


@query(permission=VIEW_STOCK)
def export_stock(*, actor: Actor, branch_id: UUID, file: BinaryIO, form: str) -> int:
    """Write every batch on the branch's shelves as CSV or XLSX (``form``); how many there are.

    Quantities count base units, amounts are major units with a point, for so many base units.
    Without the columns of cost for who may not see costs.
    """
    sees = actor.may(SEE_COSTS, branch_id)
    kept = [at for at, name in enumerate(HEAD) if sees or name not in COSTS]
    rows = ([row[at] for at in kept] for row in _rows(branch_id))
    return write_table(file, form, [HEAD[at] for at in kept], rows)


def _rows(branch_id: UUID) -> Iterator[list[Cell]]:
    branch = get_branch(branch_id)
    pharmacy = get_pharmacy()
    if branch is None or pharmacy is None:
        return
    exponent = CURRENCIES[pharmacy.currency].exponent
    shelf = Balance.objects.filter(
        branch_id=branch_id, quantity__gt=0, place__kind=Place.Kind.SHELF
    )
    balances = shelf.annotate(lies=lying_code(branch_id)).order_by("product_id", "batch_id")
    waiting: list[tuple[Any, ...]] = []
    for row in balances.values_list(*_ROWS).iterator(_AT_ONCE):
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            yield from _described(waiting, branch.code, exponent)
            waiting = []
    yield from _described(waiting, branch.code, exponent)


def _described(rows: list[tuple[Any, ...]], branch: str, exponent: int) -> Iterator[list[Cell]]:
    products = described_products({row[0] for row in rows})
    for product_id, quantity, number, expires_on, *rest in rows:
        cost, cost_for, mrp, mrp_for, state, shelf = rest
        product = products[product_id]
        yield [
            product.code,
            product.barcode,
            product.name,
            product.manufacturer,
            product.strength,
            branch,
            str(number),
            expires_on or "",
            Decimal(quantity),
            product.base_unit,
            _money(cost, exponent),
            "" if cost is None else Decimal(cost_for),
            _money(mrp, exponent),
            "" if mrp is None else Decimal(mrp_for),
            str(shelf),
            "yes" if is_withheld(state) else "",
        ]


def _money(amount: int | None, exponent: int) -> Cell:
    return "" if amount is None else Decimal(amount).scaleb(-exponent)
