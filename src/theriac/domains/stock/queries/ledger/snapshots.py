"""Which snapshots of a branch count, and what they and the movements after them add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from theriac.domains.stock.models import Balance, Movement, Place, SnapshotLine, StockSnapshot
from theriac.domains.stock.models.snapshot import SnapshotWithdrawal

WHOLE_EVERY = 28
"""One snapshot in so many is whole; the others hold what changed since the night before."""
SLACK = timedelta(hours=1)
"""A withdrawal counts against what was taken up to so long before it.

Its transaction may have been open while the snapshot was taken.
"""
_READ = 4 * WHOLE_EVERY

Figures = dict[tuple[UUID, UUID], int]
"""Base units by batch and place."""


@dataclass(frozen=True, slots=True)
class Night:
    """A snapshot's head."""

    id: UUID
    branch_id: UUID
    day: date
    at: datetime
    previous_id: UUID | None
    lines: int


@dataclass(frozen=True, slots=True)
class SnapshotBase:
    """Snapshots that add up to what was there before ``at``; none, and ``at`` is None."""

    nights: tuple[Night, ...] = ()

    @property
    def at(self) -> datetime | None:
        """The instant that they tell of."""
        return self.nights[0].at if self.nights else None


def nights(
    branch_id: UUID, *, until: datetime | None = None, most: int | None = None
) -> list[Night]:
    """The snapshots that count, the newest first, without those that were withdrawn."""
    rows = StockSnapshot.objects.filter(branch_id=branch_id)
    if until is not None:
        rows = rows.filter(at__lte=until)
    ordered = list(rows.order_by("-at", "-taken_at", "-id")[:most])
    withdrawn = _withdrawn(branch_id, ordered)
    found: list[Night] = []
    for row in ordered:
        if any(start < row.at and made >= row.taken_at - SLACK for start, made in withdrawn):
            continue
        if found and found[-1].at == row.at:
            continue
        found.append(Night(row.id, row.branch_id, row.day, row.at, row.previous_id, row.lines))
    return found


def _withdrawn(
    branch_id: UUID, snapshots: Sequence[StockSnapshot]
) -> list[tuple[datetime, datetime]]:
    if not snapshots:
        return []
    since = min(one.taken_at for one in snapshots) - SLACK
    rows = SnapshotWithdrawal.objects.filter(branch_id=branch_id, made_at__gte=since)
    return list(rows.values_list("from_at", "made_at"))


def ground(branch_id: UUID, at: datetime) -> SnapshotBase:
    """The newest snapshot that isn't after ``at``, with those that it adds to."""
    counting = nights(branch_id, until=at, most=_READ)
    by_id = {night.id: night for night in counting}
    for newest in counting:
        chain = _chain(newest, by_id)
        if chain is not None:
            return SnapshotBase(tuple(chain))
    return SnapshotBase()


def _chain(newest: Night, by_id: Mapping[UUID, Night]) -> list[Night] | None:
    chain = [newest]
    while chain[-1].previous_id is not None:
        previous = by_id.get(chain[-1].previous_id)
        if previous is None:
            return None
        chain.append(previous)
    return chain


def places_of(branch_id: UUID) -> list[UUID]:
    """Ids of the branch's places."""
    return list(Place.objects.filter(branch_id=branch_id).values_list("id", flat=True))


def kept(chosen: Sequence[Night]) -> QuerySet[Any, Any]:
    """Batch, place and sum of the lines of some snapshots."""
    lines = SnapshotLine.objects.filter(snapshot_id__in=[night.id for night in chosen])
    return lines.order_by().values_list("batch_id", "place_id").annotate(change=Sum("quantity"))


def moved(
    places: Sequence[UUID], since: datetime | None, until: datetime
) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """Batch, place and sum of what came there, and of what went from there, less than nothing.

    Of the movements recorded from ``since`` on and before ``until``. The place is compared
    through an expression, so that every database walks the index of the instants.
    """
    came, went = _within(places, since, until)
    return (
        came.values_list("batch_id", "to_place_id").annotate(change=Sum("quantity")),
        went.values_list("batch_id", "from_place_id").annotate(change=-Sum("quantity")),
    )


def without_since(branch_id: UUID, since: datetime) -> tuple[QuerySet[Any, Any], ...]:
    """What is there now, by batch and place, less what came and plus what went from then on."""
    came, went = _within(places_of(branch_id), since, None)
    now = Balance.objects.filter(branch_id=branch_id).order_by()
    return (
        now.values_list("batch_id", "place_id").annotate(change=Sum("quantity")),
        came.values_list("batch_id", "to_place_id").annotate(change=-Sum("quantity")),
        went.values_list("batch_id", "from_place_id").annotate(change=Sum("quantity")),
    )


def _within(
    places: Sequence[UUID], since: datetime | None, until: datetime | None
) -> tuple[QuerySet[Any], QuerySet[Any]]:
    within = Q()
    if until is not None:
        within &= Q(recorded_at__lt=until)
    if since is not None:
        within &= Q(recorded_at__gte=since)
    rows = Movement.objects.filter(within).order_by()
    came = rows.alias(there=Coalesce("to_place_id", "to_place_id")).filter(there__in=places)
    went = rows.alias(there=Coalesce("from_place_id", "from_place_id")).filter(there__in=places)
    return came, went


def added_up(parts: Sequence[QuerySet[Any, Any]]) -> Figures:
    """The sums by batch and place, without those that are nothing.

    All parts are read in one statement, which sees the books of one instant.
    """
    figures: Figures = defaultdict(int)
    first, *others = parts
    whole = first.union(*others, all=True) if others else first
    for batch_id, place_id, change in whole.iterator(chunk_size=5_000):
        figures[batch_id, place_id] += int(change)
    return {key: units for key, units in figures.items() if units}
