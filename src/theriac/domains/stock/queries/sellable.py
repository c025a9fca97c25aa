"""Stock as the sale sees it: the batches of many products on a branch's shelf, in one read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.database.backends.trips import Rows
from theriac.core.database.reads import CachedRead, PendingRead
from theriac.domains.stock.models import Balance, Batch, BatchPrice, Place
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.rules.allocation import AllocationCandidate
from theriac.domains.stock.rules.valuation import BatchCost


@dataclass(frozen=True, slots=True)
class ShelfBatch:
    """A batch on the shelf with what allocation and pricing need of it.

    Of ``quantity`` base units reservations hold ``reserved``. It has had its own price, if any,
    since ``own_price_from``.
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
    own_price_amount: int | None = None
    own_price_units: int = 1
    own_price_from: datetime | None = None
    cost_amount: int | None = None
    cost_units: int = 1
    is_consigned: bool = False

    @property
    def cost(self) -> BatchCost:
        """What it was paid for."""
        return BatchCost(self.cost_amount, self.cost_units, self.is_consigned)

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
    "batch__own_price_amount",
    "batch__own_price_units",
    "batch__own_price_from",
    "batch__cost_amount",
    "batch__cost_units",
    "batch__is_consigned",
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


@CachedRead
def _expiries(branch_id: UUID, product_ids: list[UUID]) -> QuerySet[Balance, Any]:
    rows = Balance.objects.filter(
        branch_id=branch_id,
        product_id__in=product_ids,
        quantity__gt=0,
        place__kind=Place.Kind.SHELF,
        batch__state=Batch.State.RELEASED,
    )
    return rows.order_by().values_list("product_id", "batch__expires_on").distinct()


def sellable_products(branch_id: UUID, product_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the products that are released, not expired and on the branch's shelf.

    By the date of the universal time: one statement, and a day decides nothing here.
    """
    today = clock.today("UTC")
    found = _expiries(branch_id, list(product_ids))
    return frozenset(key for key, expires_on in found if expires_on and expires_on > today)


def shelf_batches(
    branch_id: UUID, product_ids: Iterable[UUID], moment: datetime | None = None
) -> dict[UUID, list[ShelfBatch]]:
    """Batches with stock on the branch's shelves, by product; at their prices of ``moment``."""
    return ask_shelf_batches(branch_id, product_ids, moment).answer()


def ask_shelf_batches(
    branch_id: UUID, product_ids: Iterable[UUID], moment: datetime | None = None
) -> PendingRead[dict[UUID, list[ShelfBatch]]]:
    """The read of these batches, to be asked together with others."""

    def by_product(rows: Rows) -> dict[UUID, list[ShelfBatch]]:
        found: dict[UUID, list[ShelfBatch]] = defaultdict(list)
        for batch in _priced(_read(rows), moment):
            found[batch.product_id].append(batch)
        return found

    return PendingRead(_of_products, (branch_id, list(product_ids)), by_product)


def named_batches(
    branch_id: UUID, batch_ids: Iterable[UUID], moment: datetime | None = None
) -> dict[UUID, ShelfBatch]:
    """These batches on the branch's shelves by id, empty and unsellable ones too.

    At their prices of ``moment``; None is now.
    """
    read = _read(_of_batches(branch_id, list(batch_ids)))
    return {batch.batch_id: batch for batch in _priced(read, moment)}


def _priced(batches: list[ShelfBatch], moment: datetime | None) -> list[ShelfBatch]:
    """With the own prices that held at the moment; asks only where one was changed since."""
    if moment is None:
        return batches
    changed = [
        one.batch_id for one in batches if one.own_price_from and one.own_price_from > moment
    ]
    if not changed:
        return batches
    begun = BatchPrice.objects.filter(batch_id__in=changed, valid_from__lte=moment)
    before = {row.batch_id: row for row in begun.order_by("valid_from", "id")}
    return [
        _at_price(one, before.get(one.batch_id)) if one.batch_id in changed else one
        for one in batches
    ]


def _at_price(batch: ShelfBatch, row: BatchPrice | None) -> ShelfBatch:
    amount, units = (row.amount, row.units) if row else (None, 1)
    return replace(batch, own_price_amount=amount, own_price_units=units)


def _read(rows: Rows) -> list[ShelfBatch]:
    return [ShelfBatch(*(*row[:7], is_withheld(row[7]), *row[8:])) for row in rows]
