"""A day's sales in figures, summed by the database in a bounded number of statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import TruncMinute

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.permissions import VIEW_SALES

HOURS = 24


@dataclass(frozen=True, slots=True)
class DayFigures:
    """How many sales, and their sum in minor units; the mean is rounded down."""

    count: int
    total: int

    @property
    def mean(self) -> int:
        """The mean sale; 0 without sales."""
        return self.total // self.count if self.count else 0


@dataclass(frozen=True, slots=True)
class TerminalDay:
    """A terminal's sales of a day and the instant of its last."""

    terminal_id: UUID
    count: int
    total: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class OpenCases:
    """How many cases wait, and since when the oldest does."""

    count: int
    oldest: datetime | None


@query(permission=VIEW_SALES)
def day_figures(
    *, actor: Actor, branch_id: UUID, days: Sequence[date], person_id: UUID | None = None
) -> dict[date, DayFigures]:
    """Figures by day, zero where nothing was sold; ``person_id`` narrows to whose sales."""
    rows = Sale.objects.filter(branch_id=branch_id, business_on__in=list(days))
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    found = {day: DayFigures(0, 0) for day in days}
    sums = rows.values_list("business_on").annotate(n=Count("id"), sum=Sum("total")).order_by()
    for day, count, total in sums:
        found[day] = DayFigures(count, int(total))
    return found


@query(permission=VIEW_SALES)
def branch_figures(*, actor: Actor, day: date) -> dict[UUID, DayFigures]:
    """The day's figures by branch, of the branches that the actor may see."""
    rows = Sale.objects.filter(business_on=day, **branches_seen(actor, VIEW_SALES))
    sums = rows.values_list("branch_id").annotate(n=Count("id"), sum=Sum("total")).order_by()
    return {branch_id: DayFigures(count, int(total)) for branch_id, count, total in sums}


@query(permission=VIEW_SALES)
def terminal_figures(*, actor: Actor, branch_id: UUID, day: date) -> dict[UUID, TerminalDay]:
    """The day's figures by terminal."""
    rows = (
        Sale.objects.filter(branch_id=branch_id, business_on=day)
        .values_list("terminal_id")
        .annotate(n=Count("id"), sum=Sum("total"), last=Max("occurred_at"))
        .order_by()
    )
    return {row[0]: TerminalDay(row[0], row[1], int(row[2]), row[3]) for row in rows}


@query(permission=VIEW_SALES)
def hour_totals(
    *, actor: Actor, branch_id: UUID, days: Sequence[date], time_zone: str
) -> dict[date, list[int]]:
    """For each day 24 sums, by the hour on the shop's clock, in one statement.

    The database sums by the minute, which every zone's hours are made of, and the hours are told
    here, so that no database needs to know time zones. A sale whose device gave it an instant of
    another day counts in no hour.
    """
    found = {day: [0] * HOURS for day in days}
    bounds = {day: _bounds(day, ZoneInfo(time_zone)) for day in days}
    rows = (
        Sale.objects.filter(branch_id=branch_id, business_on__in=list(days))
        .annotate(minute=TruncMinute("occurred_at", tzinfo=UTC))
        .values_list("business_on", "minute")
        .annotate(sum=Sum("total"))
        .order_by()
    )
    for day, minute, total in rows:
        hour = bisect_right(bounds[day], minute) - 1
        if 0 <= hour < HOURS:
            found[day][hour] += int(total)
    return found


def _bounds(day: date, zone: ZoneInfo) -> list[datetime]:
    """When each hour begins on the clock of the zone, and the next day's first."""
    starts = [datetime.combine(day, time(hour), zone) for hour in range(HOURS)]
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    return [start.astimezone(UTC) for start in (*starts, midnight)]


@query(permission=VIEW_SALES)
def open_cases(*, actor: Actor, branch_id: UUID) -> OpenCases:
    """The cases that wait for a person at the branch."""
    row = DiscrepancyCase.objects.filter(branch_id=branch_id, settled_at=None).aggregate(
        n=Count("id"), oldest=Min("opened_at")
    )
    return OpenCases(row["n"], row["oldest"])


@query(permission=VIEW_SALES)
def latest_sales(
    *, actor: Actor, branch_id: UUID, day: date, person_id: UUID | None = None, limit: int = 6
) -> list[Sale]:
    """The day's newest sales of the branch, of one person if asked."""
    rows = Sale.objects.filter(branch_id=branch_id, business_on=day)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    return list(rows.order_by("-recorded_at", "-id")[:limit])
