"""What a branch's shelf has of many products, batch by batch, for those who keep a copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.database.reads import CachedRead
from theriac.core.query import query
from theriac.domains.stock.models import Balance
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.bins import bin_code

SHELF = "shelf"


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A batch in one place of the shelf, and how much of it is there."""

    batch_id: UUID
    product_id: UUID
    number: str
    expires_on: date | None
    received_on: date
    state: str
    shelf: str
    mrp_amount: int | None
    mrp_units: int | None
    own_price_amount: int | None
    own_price_units: int
    quantity: int


_rows = CachedRead(
    lambda branch_id, product_ids: (
        Balance.objects.filter(branch_id=branch_id, product_id__in=product_ids, place__kind=SHELF)
        .annotate(bin=bin_code(branch_id))
        .order_by("batch_id")
        .values_list(
            "batch_id",
            "product_id",
            "batch__number",
            "batch__expires_on",
            "batch__received_on",
            "batch__state",
            "bin",
            "batch__mrp_amount",
            "batch__mrp_units",
            "batch__own_price_amount",
            "batch__own_price_units",
            "quantity",
        )
    )
)


@query(permission=VIEW_STOCK)
def shelf_rows(*, actor: Actor, branch_id: UUID, product_ids: Sequence[UUID]) -> list[ShelfRow]:
    """Every batch that the shelf has or had of these products, in one read."""
    return [ShelfRow(*row) for row in _rows(branch_id, list(product_ids))]
