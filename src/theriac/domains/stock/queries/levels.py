"""How much of each product a branch has, and how much of it may be sold today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Min, OuterRef, QuerySet, Subquery, Sum

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import Balance, Batch, Place
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.ports import minimums_of
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of

_Row = tuple[int, int, date | None, bool]
"""On hand, reserved, expiry, and whether it is withheld."""


@dataclass(frozen=True, slots=True)
class StockLevel:
    """Base units of one product on a branch's shelves.

    ``available`` is what may be sold today: released, not expired, and not reserved.
    ``reserved`` is what reservations hold. ``sellable`` is released and not expired, reserved
    units too: what is compared with ``minimum``, which is None where none was set.
    ``next_expiry`` is the earliest of what may be sold.
    """

    product_id: UUID
    on_hand: int
    available: int
    batches: int
    minimum: int | None
    next_expiry: date | None
    reserved: int = 0
    sellable: int = 0

    @property
    def lacking(self) -> int:
        """What lacks to the minimum of what may be sold; 0 where nothing does."""
        return max(0, (self.minimum or 0) - self.sellable)


@query(permission=VIEW_STOCK)
def stock_levels(
    *, actor: Actor, branch_id: UUID, product_ids: Sequence[UUID]
) -> dict[UUID, StockLevel]:
    """Levels by product id, also of products without stock, in three reads."""
    today = branch_date(branch_id)
    minimums = minimums_of(branch_id, product_ids)
    rows: dict[UUID, list[_Row]] = defaultdict(list)
    for product_id, quantity, reserved, expires_on, state in Balance.objects.filter(
        branch_id=branch_id,
        product_id__in=product_ids,
        quantity__gt=0,
        place__kind=Place.Kind.SHELF,
    ).values_list("product_id", "quantity", "reserved", "batch__expires_on", "batch__state"):
        rows[product_id].append((quantity, reserved, expires_on, is_withheld(state)))
    return {
        product_id: _level(product_id, rows[product_id], minimums.get(product_id), today)
        for product_id in product_ids
    }


@query(permission=VIEW_STOCK)
def brands_here(
    *, actor: Actor, branch_id: UUID, product_ids: Sequence[UUID]
) -> list[tuple[StockLevel, str]]:
    """Levels and names: what can be sold here first, of those the earliest expiry, then by name."""
    levels = stock_levels(actor=actor, branch_id=branch_id, product_ids=product_ids)
    names = product_names(product_ids)
    found = [(levels[key], names[key]) for key in product_ids if key in names]
    return sorted(found, key=_order)


@query(permission=VIEW_STOCK)
def available_of(*, actor: Actor, branch_id: UUID) -> Subquery:
    """``StockLevel.available`` of the outer product, to order by; NULL where nothing is there."""
    units = Sum(F("quantity") - F("reserved"))
    return Subquery(_sellable_of_product(branch_id).annotate(units=units).values("units"))


@query(permission=VIEW_STOCK)
def next_expiry_of(*, actor: Actor, branch_id: UUID) -> Subquery:
    """``StockLevel.next_expiry`` of the outer product, to order by; NULL where nothing is there."""
    first = Min("batch__expires_on")
    return Subquery(_sellable_of_product(branch_id).annotate(first=first).values("first"))


def _sellable_of_product(branch_id: UUID) -> QuerySet[Balance, Any]:
    """What may be sold today of the outer product, as ``condition_of`` says it, in one group."""
    return (
        Balance.objects.filter(
            branch_id=branch_id,
            product_id=OuterRef("pk"),
            quantity__gt=0,
            place__kind=Place.Kind.SHELF,
            batch__state=Batch.State.RELEASED,
            batch__expires_on__gt=branch_date(branch_id),
        )
        .order_by()
        .values("product_id")
    )


def _order(brand: tuple[StockLevel, str]) -> tuple[bool, date, str, UUID]:
    level, name = brand
    return level.available == 0, level.next_expiry or date.max, name.lower(), level.product_id


def _level(
    product_id: UUID,
    rows: Iterable[_Row],
    minimum: int | None,
    today: date,
) -> StockLevel:
    on_hand = available = batches = kept = sellable = 0
    next_expiry: date | None = None
    for quantity, reserved, expires_on, held in rows:
        on_hand += quantity
        kept += reserved
        batches += 1
        if condition_of(expires_on, held=held, today=today) is BatchCondition.SELLABLE:
            available += quantity - reserved
            sellable += quantity
            next_expiry = min(next_expiry or date.max, expires_on or date.max)
    return StockLevel(product_id, on_hand, available, batches, minimum, next_expiry, kept, sellable)
