"""Stock as the sale sees it: the batches of many products on a branch's shelf, in one read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.database.reads import CachedRead, Rows
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.rules.allocation import AllocationCandidate


@dataclass(frozen=True, slots=True)
class ShelfBatch:
    """A batch on the shelf with what allocation and pricing need of it.

    Of ``quantity`` base units reservations hold ``reserved``.
    """

    balance_id: UUID
    batch_id: UUID
    product_id: UUID
    place_id: UUID
    number: str
    expires_on: date | None
    received_on: date
    held: bool
    quantity: int
    mrp_amount: int | None
    mrp_units: int
    reserved: int = 0

    @property
    def candidate(self) -> AllocationCandidate:
        """As allocation sees it."""
        return AllocationCandidate(
            self.batch_id,
            self.quantity,
            self.expires_on,
            self.received_on,
            self.held,
            self.reserved,
        )

    @property
    def free(self) -> int:
        """What no reservation holds."""
        return self.quantity - self.reserved


_COLUMNS = (
    "id",
    "batch_id",
    "product_id",
    "place_id",
    "batch__number",
    "batch__expires_on",
    "batch__received_on",
    "batch__state",
    "quantity",
    "batch__mrp_amount",
    "batch__mrp_units",
    "reserved",
)


@CachedRead
def _of_products(branch_id: UUID, product_ids: list[UUID]) -> QuerySet[Balance, Any]:
    return Balance.objects.filter(
        branch_id=branch_id,
        product_id__in=product_ids,
        quantity__gt=0,
        place__kind=Place.Kind.SHELF,
    ).values_list(*_COLUMNS)


@CachedRead
def _of_batches(branch_id: UUID, batch_ids: list[UUID]) -> QuerySet[Balance, Any]:
    return Balance.objects.filter(
        branch_id=branch_id, batch_id__in=batch_ids, place__kind=Place.Kind.SHELF
    ).values_list(*_COLUMNS)


def shelf_batches(branch_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, list[ShelfBatch]]:
    """Batches with stock on the branch's shelves, by product."""
    found: dict[UUID, list[ShelfBatch]] = defaultdict(list)
    for batch in _read(_of_products(branch_id, list(product_ids))):
        found[batch.product_id].append(batch)
    return found


def named_batches(branch_id: UUID, batch_ids: Iterable[UUID]) -> dict[UUID, ShelfBatch]:
    """These batches on the branch's shelves by id, empty and unsellable ones too."""
    return {batch.batch_id: batch for batch in _read(_of_batches(branch_id, list(batch_ids)))}


def _read(rows: Rows) -> list[ShelfBatch]:
    return [ShelfBatch(*(*row[:7], is_withheld(row[7]), *row[8:])) for row in rows]
