"""What lay on a branch's shelves and what was sold there, movement by movement, as it happened.

The clock is that of the goods (``occurred_at``): a sale that a counter made offline counts for the
day on which it was made, whenever it arrived.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, F, IntegerField, Min, QuerySet, Value
from django.db.models.functions import Cast

from theriac.core.ids import least_id_at
from theriac.domains.stock.models import Balance, Batch, Movement, Place
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.models.snapshot import SnapshotWithdrawal

CLOCKS_APART = timedelta(days=1)
"""How much earlier than it happened a movement's id may have been made."""
LIES, CAME, WENT, SOLD = 0, 1, -1, 2
"""What a row of a history tells: what lies there, came, went (by its sign), or was sold."""


@dataclass(frozen=True, slots=True)
class ShelfMove:
    """What one movement did to a batch's base units on the shelves, and how many it sold."""

    at: datetime
    batch_id: UUID
    change: int
    sold: int


@dataclass(slots=True)
class ShelfHistory:
    """One product: its batches' units on the shelves now, and the moves since an instant, in order.

    ``expiries`` is None for a batch without an expiry, which isn't sold.
    """

    now: dict[UUID, int] = field(default_factory=dict)
    expiries: dict[UUID, date | None] = field(default_factory=dict)
    moves: list[ShelfMove] = field(default_factory=list)


def shelf_histories(
    branch_id: UUID, product_ids: Collection[UUID], since: datetime
) -> dict[UUID, ShelfHistory]:
    """By product, from ``since`` on; figures and moves come from one statement, of one instant."""
    shelves = list(_shelves(branch_id).values_list("id", flat=True))
    rows = Movement.objects.filter(
        product_id__in=product_ids,
        branch_id=branch_id,
        id__gte=least_id_at(since - CLOCKS_APART),
        occurred_at__gte=since,
    ).order_by()
    sales = rows.filter(kind=Movement.Kind.SALE, to_place_id=OUTSIDE_ID)
    at = F("occurred_at")
    lying = Balance.objects.filter(
        branch_id=branch_id, product_id__in=product_ids, place_id__in=shelves
    )
    asked = [
        _columns(lying, Cast(Value(None), DateTimeField()), LIES),
        _columns(rows.filter(to_place_id__in=shelves), at, CAME),
        _columns(rows.filter(from_place_id__in=shelves), at, WENT),
        _columns(sales, at, SOLD),
    ]
    found: dict[UUID, ShelfHistory] = {one: ShelfHistory() for one in product_ids}
    first, *others = asked
    for product_id, batch_id, moment, units, what in first.union(*others, all=True).iterator(5_000):
        history = found[product_id]
        if what == LIES:
            history.now[batch_id] = history.now.get(batch_id, 0) + units
        elif what == SOLD:
            history.moves.append(ShelfMove(moment, batch_id, 0, units))
        else:
            history.moves.append(ShelfMove(moment, batch_id, what * units, 0))
    _with_expiries(found)
    return found


def shelves_moved(
    branch_id: UUID, recorded_since: datetime | None, recorded_until: datetime
) -> Mapping[UUID, datetime]:
    """By product of which something was recorded then: when the first of it happened."""
    rows = Movement.objects.filter(branch_id=branch_id, recorded_at__lt=recorded_until)
    if recorded_since is not None:
        rows = rows.filter(recorded_at__gte=recorded_since)
    first = rows.order_by().values("product_id").annotate(first=Min("occurred_at"))
    return dict(first.values_list("product_id", "first"))


def past_added_from(branch_id: UUID, made_since: datetime) -> datetime | None:
    """From when on something was added to the branch's past since an instant; None for nothing.

    What is added so was recorded, by its own words, at an instant of that past.
    """
    rows = SnapshotWithdrawal.objects.filter(branch_id=branch_id, made_at__gte=made_since)
    first: datetime | None = rows.aggregate(first=Min("from_at"))["first"]
    return first


def expired_on_shelves(branch_id: UUID, since: date, until: date) -> frozenset[UUID]:
    """The products of which goods here expired from ``since`` to ``until``."""
    rows = Balance.objects.filter(
        branch_id=branch_id,
        place__kind=Place.Kind.SHELF,
        quantity__gt=0,
        batch__expires_on__gte=since,
        batch__expires_on__lte=until,
    )
    return frozenset(rows.order_by().values_list("product_id", flat=True).distinct())


def _shelves(branch_id: UUID) -> QuerySet[Place]:
    return Place.objects.filter(branch_id=branch_id, kind=Place.Kind.SHELF)


def _columns(rows: QuerySet[Any], at: Any, what: int) -> QuerySet[Any, Any]:
    marked: QuerySet[Any, Any] = rows.annotate(at=at, what=Value(what, IntegerField()))
    return marked.order_by().values_list("product_id", "batch_id", "at", "quantity", "what")


def _with_expiries(found: Mapping[UUID, ShelfHistory]) -> None:
    """Say when each batch expires, by what it says now, and put the moves in their order.

    At one instant what comes is before what goes.
    """
    batches = {
        batch_id
        for history in found.values()
        for batch_id in (*history.now, *(move.batch_id for move in history.moves))
    }
    ids = sorted(batches)
    expiries: dict[UUID, date | None] = {}
    for start in range(0, len(ids), 5_000):
        some = Batch.objects.filter(id__in=ids[start : start + 5_000])
        expiries |= dict(some.values_list("id", "expires_on"))
    for history in found.values():
        history.moves.sort(key=lambda move: (move.at, -move.change))
        named = {*history.now, *(move.batch_id for move in history.moves)}
        history.expiries = {batch_id: expiries[batch_id] for batch_id in named}
