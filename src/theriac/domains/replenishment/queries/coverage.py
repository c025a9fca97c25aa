"""How long each product's stock lasts at a branch, and in which branches a product lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.queries.branches import branch_date, get_branch, list_branches
from theriac.domains.replenishment.ports import days_without_stock
from theriac.domains.replenishment.queries.expiry_board import sold_between
from theriac.domains.replenishment.rules import days_counted, days_of_cover
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.levels import StockLevel, stock_levels
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of

WINDOWS = (7, 30, 90)
"""Over how many whole days before today a rate of sale may be taken."""
USUAL_WINDOW = 30
_PIECE = 5_000


@dataclass(frozen=True, slots=True)
class Cover:
    """``sold`` base units in the window; ``days`` is None where nothing was sold.

    On ``days_out`` days of the window there was nothing to sell, so that they count for nothing.
    """

    level: StockLevel
    sold: int
    window: int
    days: int | None
    days_out: int = 0

    @property
    def product_id(self) -> UUID:
        """Whose it is."""
        return self.level.product_id


@dataclass(frozen=True, slots=True)
class _Lying:
    kind: str
    quantity: int
    reserved: int
    expires_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What one branch has of a product: base units that may be sold, on the shelf, elsewhere.

    What may be sold isn't reserved.
    """

    branch_id: UUID
    branch: str
    available: int
    on_shelf: int
    quarantined: int
    in_transit: int
    next_expiry: date | None
    sold: int
    days: int | None


@query(permission=VIEW_STOCK)
def stock_cover(
    *, actor: Actor, branch_id: UUID, product_ids: Sequence[UUID], window: int = USUAL_WINDOW
) -> dict[UUID, Cover]:
    """Cover by product id: what may be sold today over the sale of the days with stock."""
    levels = stock_levels(actor=actor, branch_id=branch_id, product_ids=product_ids)
    sold = sold_between(branch_id, product_ids, *sale_days(branch_id, window))
    out = lacked(branch_id, product_ids, branch_date(branch_id), window)
    return {
        key: Cover(
            level,
            sold.get(key, 0),
            window,
            days_of_cover(level.available, sold.get(key, 0), days_counted(window, out.get(key, 0))),
            out.get(key, 0),
        )
        for key, level in levels.items()
    }


@query(permission=VIEW_STOCK)
def every_cover(*, actor: Actor, branch_id: UUID, window: int) -> Iterator[Cover]:
    """Cover of every product that the branch has or ever had, in pieces."""
    kept = Balance.objects.filter(branch_id=branch_id).order_by("product_id")
    ids = list(kept.values_list("product_id", flat=True).distinct())
    for first in range(0, len(ids), _PIECE):
        piece = ids[first : first + _PIECE]
        yield from stock_cover(
            actor=actor, branch_id=branch_id, product_ids=piece, window=window
        ).values()


def sale_days(branch_id: UUID, days: int) -> tuple[datetime, datetime]:
    """From when until when the whole days before the branch's today run."""
    branch = get_branch(branch_id)
    zone = ZoneInfo(branch.time_zone if branch else "UTC")
    today = clock.today(str(zone))
    since = datetime.combine(today - timedelta(days=days), time(0), zone)
    return since, datetime.combine(today, time(0), zone)


def lacked(
    branch_id: UUID, product_ids: Sequence[UUID], today: date, window: int
) -> Mapping[UUID, int]:
    """On how many of the whole days before today each product couldn't be sold."""
    day = timedelta(days=1)
    return days_without_stock(branch_id, product_ids, today - window * day, today - day)


@query(permission=VIEW_STOCK)
def whereabouts(*, actor: Actor, product_id: UUID, window: int = USUAL_WINDOW) -> list[Whereabouts]:
    """Each branch that the actor may see, by name."""
    rows = Balance.objects.filter(
        product_id=product_id, quantity__gt=0, **branches_seen(actor, VIEW_STOCK)
    ).order_by()
    by_branch: dict[UUID, list[_Lying]] = {}
    lying: Any = rows.values_list(
        "branch_id", "place__kind", "quantity", "reserved", "batch__expires_on", "batch__state"
    )
    for branch_id, *row in lying:
        by_branch.setdefault(branch_id, []).append(_Lying(*row))
    found = [
        _whereabouts(branch, product_id, by_branch.get(branch.id, []), window)
        for branch in list_branches(actor.branches_with(VIEW_STOCK))
    ]
    return sorted(found, key=lambda one: (one.branch.lower(), one.branch_id))


def _whereabouts(branch: Any, product_id: UUID, rows: Sequence[_Lying], window: int) -> Whereabouts:
    today = branch_date(branch.id)
    units = dict.fromkeys(Place.Kind.values, 0)
    available, next_expiry = 0, None
    for row in rows:
        units[row.kind] += row.quantity
        held = is_withheld(row.state)
        if row.kind != Place.Kind.SHELF:
            continue
        if condition_of(row.expires_on, held=held, today=today) is BatchCondition.SELLABLE:
            available += row.quantity - row.reserved
            next_expiry = min(next_expiry or date.max, row.expires_on or date.max)
    sold = sold_between(branch.id, [product_id], *sale_days(branch.id, window)).get(product_id, 0)
    out = lacked(branch.id, [product_id], today, window).get(product_id, 0)
    return Whereabouts(
        branch_id=branch.id,
        branch=branch.name,
        available=available,
        on_shelf=units[Place.Kind.SHELF],
        quarantined=units[Place.Kind.QUARANTINE],
        in_transit=units[Place.Kind.TRANSIT],
        next_expiry=next_expiry,
        sold=sold,
        days=days_of_cover(available, sold, days_counted(window, out)),
    )
