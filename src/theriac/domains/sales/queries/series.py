"""How far each series of numbers has come, by the sales that were booked, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.query import query
from theriac.domains.organisation.queries.terminals import series_of_branches
from theriac.domains.sales.models import HeldPush, Sale, SeriesClosing, VoidedNumber
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.rules import find_gaps

_MOMENTS: tuple[tuple[type[Any], str], ...] = (
    (Sale, "recorded_at"),
    (HeldPush, "received_at"),
    (VoidedNumber, "declared_at"),
)


@dataclass(frozen=True, slots=True)
class MissingNumbers:
    """Numbers of one series that are neither booked nor held nor void, ``first`` to ``last``."""

    series_id: UUID
    prefix: str
    branch_id: UUID
    terminal_id: UUID
    terminal: str
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1


def last_sequences(series_ids: Iterable[UUID]) -> dict[UUID, int]:
    """The largest number in each series; a series without a sale is left out."""
    sales = Sale.objects.filter(series_id__in=list(series_ids)).order_by()
    return dict(sales.values_list("series_id").annotate(last=Max("sequence")))


def closed_series(series_ids: Iterable[UUID]) -> dict[UUID, SeriesClosing]:
    """The declared ends of these series; those that are open are left out."""
    found = SeriesClosing.objects.filter(series_id__in=list(series_ids))
    return {closing.series_id: closing for closing in found}


def last_number(series_id: UUID) -> int:
    """The highest number of a series that is booked or void; 0 where none is."""
    reached = (
        model.objects.filter(series_id=series_id).aggregate(last=Max("sequence"))["last"]
        for model in (Sale, VoidedNumber)
    )
    return max(last or 0 for last in reached)


def numbers_between(series_id: UUID, first: int, last: int) -> tuple[set[int], set[int]]:
    """Of a series from ``first`` to ``last``: the numbers of sales, and the void ones without."""
    span = {"series_id": series_id, "sequence__gte": first, "sequence__lte": last}
    booked, void = (
        set(model.objects.filter(**span).order_by().values_list("sequence", flat=True))
        for model in (Sale, VoidedNumber)
    )
    return booked, void - booked


@query(permission=VIEW_SALES)
def missing_numbers(*, actor: Actor, branch_id: UUID | None = None) -> list[MissingNumbers]:
    """Every gap of the series of the branch, or of all that are seen, by prefix and number.

    Three statements where nothing is missing; a series that lacks something is read through.
    """
    seen = actor.branches_with(VIEW_SALES) if branch_id is None else [branch_id]
    series = {one.id: one for one in series_of_branches(seen)}
    explained = _explained(list(series))
    lacking = _lacking(list(series), explained)
    return [
        MissingNumbers(
            one.id,
            one.prefix,
            one.terminal.branch_id,
            one.terminal_id,
            one.terminal.name,
            gap.first,
            gap.last,
        )
        for one in series.values()
        if one.id in lacking
        for gap in find_gaps(_booked(one.id), explained[one.id])
    ]


def came_after(gaps: Sequence[MissingNumbers]) -> list[datetime]:
    """When each gap showed: as the number after it was booked, held or declared void."""
    came: dict[tuple[UUID, int], datetime] = {}
    for model, moment in _MOMENTS:
        rows = model.objects.filter(
            Among("series_id", {one.series_id for one in gaps}),
            sequence__in={one.last + 1 for one in gaps},
        )
        for series_id, sequence, at in rows.values_list("series_id", "sequence", moment):
            came[series_id, sequence] = min(at, came.get((series_id, sequence), at))
    return [came[one.series_id, one.last + 1] for one in gaps]


def _explained(series_ids: Sequence[UUID]) -> dict[UUID, set[int]]:
    """Void and held numbers: few."""
    found: dict[UUID, set[int]] = {series_id: set() for series_id in series_ids}
    for model in (VoidedNumber, HeldPush):
        rows = model.objects.filter(series_id__in=series_ids).order_by()
        for series_id, sequence in rows.values_list("series_id", "sequence"):
            found[series_id].add(sequence)
    return found


def _lacking(series_ids: Sequence[UUID], explained: dict[UUID, set[int]]) -> set[UUID]:
    """The series that may lack something: those that count fewer than they reach.

    One with void or held numbers is always read through, as a sale may have such a number too.
    """
    counted = (
        Sale.objects.filter(series_id__in=series_ids)
        .order_by()
        .values_list("series_id")
        .annotate(sales=Count("id"), last=Max("sequence"))
    )
    found = {series_id for series_id, numbers in explained.items() if numbers}
    return found | {series_id for series_id, sales, last in counted if sales < last}


def _booked(series_id: UUID) -> set[int]:
    rows = Sale.objects.filter(series_id=series_id).order_by()
    return set(rows.values_list("sequence", flat=True).iterator(chunk_size=10_000))
