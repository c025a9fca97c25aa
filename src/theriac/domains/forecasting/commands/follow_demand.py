"""Keeping the series of demand: what was recorded since the last time is added to its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.forecasting.models import DemandDay, DemandState, StockOut
from theriac.domains.forecasting.rules.series import (
    AFTER_ALL,
    BEFORE_ALL,
    DAY,
    DaySpan,
    DemandSeries,
    Moved,
    series_of,
)
from theriac.domains.organisation.queries.branches import (
    branch_date,
    branch_zone,
    day_begins,
    list_branches,
)
from theriac.domains.stock.queries.ledger.shelf_history import (
    ShelfHistory,
    expired_on_shelves,
    past_added_from,
    shelf_histories,
    shelves_moved,
)

SLACK = timedelta(hours=1)
"""So long before the end of what was seen a transaction may have been open still."""
AT_ONCE = 250


def follow_branches() -> int:
    """Keep the series of every branch up to its yesterday; tells how many products changed."""
    return sum(follow_branch(branch.id) for branch in list_branches())


def follow_branch(branch_id: UUID) -> int:
    """Keep the series of one branch up to its yesterday; tells how many products changed."""
    zone, begun = branch_zone(branch_id), clock.now()
    yesterday = branch_date(branch_id) - DAY
    state = DemandState.objects.filter(branch_id=branch_id).first()
    if state is not None and state.through >= yesterday:
        return 0
    seen_before = day_begins(yesterday + DAY, zone)
    due = _due(branch_id, state, yesterday, seen_before, zone)
    ids = sorted(due, key=lambda product_id: (due[product_id], product_id))
    for start in range(0, len(ids), AT_ONCE):
        firsts = {one: due[one] for one in ids[start : start + AT_ONCE]}
        # Added up before anything is locked: what moves meanwhile is found the next time.
        days, spans = _added_up(branch_id, firsts, yesterday, zone)
        keep_demand(actor=SYSTEM, branch_id=branch_id, firsts=firsts, days=days, spans=spans)
    note_followed(
        actor=SYSTEM,
        branch_id=branch_id,
        through=yesterday,
        seen_before=seen_before,
        followed_at=begun,
    )
    return len(due)


def _due(
    branch_id: UUID,
    state: DemandState | None,
    through: date,
    seen_before: datetime,
    zone: ZoneInfo,
) -> dict[UUID, date]:
    """By product whose series changes: the first day that does."""
    moved = shelves_moved(branch_id, _recorded_since(branch_id, state), seen_before)
    due = {product_id: at.astimezone(zone).date() for product_id, at in moved.items()}
    if state is not None:
        # What expired and was then moved away is found by the move alone: all the days that are
        # new are told.
        new = state.through + DAY
        due = {product_id: min(day, new) for product_id, day in due.items()}
        due |= dict.fromkeys(expired_on_shelves(branch_id, new, through) - set(due), new)
    return {product_id: day for product_id, day in due.items() if day <= through}


def _recorded_since(branch_id: UUID, state: DemandState | None) -> datetime | None:
    """From when on what was recorded may be new; None for everything."""
    if state is None:
        return None
    added = past_added_from(branch_id, state.followed_at - SLACK)
    return min(state.seen_before - SLACK, added or state.seen_before)


@command(name="forecasting.keep_demand", done=_("Updated daily demand"), system_only=True)
def keep_demand(
    *,
    actor: Actor,
    branch_id: UUID,
    firsts: Mapping[UUID, date],
    days: Sequence[DemandDay],
    spans: Sequence[StockOut],
) -> None:
    """Write the series of these products anew, the days from a first one of each on."""
    _forget_from(branch_id, firsts)
    insert_rows(DemandDay, days)
    insert_rows(StockOut, spans)


@command(
    name="forecasting.note_followed", done=_("Updated daily demand of a day"), system_only=True
)
def note_followed(
    *,
    actor: Actor,
    branch_id: UUID,
    through: date,
    seen_before: datetime,
    followed_at: datetime,
) -> None:
    """The branch's series are kept up to this day, of all that was recorded before an instant."""
    DemandState.objects.update_or_create(
        branch_id=branch_id,
        defaults={"through": through, "seen_before": seen_before, "followed_at": followed_at},
    )


def _added_up(
    branch_id: UUID, firsts: Mapping[UUID, date], through: date, zone: ZoneInfo
) -> tuple[list[DemandDay], list[StockOut]]:
    """The days of these products from their first on, and all their spans without stock."""
    histories = shelf_histories(branch_id, firsts, day_begins(min(firsts.values()), zone))
    before = _spans_before(branch_id, firsts)
    days: list[DemandDay] = []
    spans: list[StockOut] = []
    for product_id, first in firsts.items():
        own = {"branch_id": branch_id, "product_id": product_id}
        series = _series(histories[product_id], first, through, zone)
        days += [
            DemandDay(id=new_id(), day=one.day, units=one.units, ran_out=one.ran_out, **own)
            for one in series.days
        ]
        spans += [
            StockOut(
                id=new_id(),
                from_day=span.first,
                until_day=None if span.last == AFTER_ALL else span.last,
                **own,
            )
            for span in _joined(before[product_id], series.out)
        ]
    return days, spans


def _forget_from(branch_id: UUID, firsts: Mapping[UUID, date]) -> None:
    """Leave out what was kept of each product from its first day on, and all its spans."""
    by_first: dict[date, list[UUID]] = defaultdict(list)
    for product_id, first in firsts.items():
        by_first[first].append(product_id)
    days = DemandDay.objects.filter(branch_id=branch_id)
    for first, product_ids in by_first.items():
        days.filter(product_id__in=product_ids, day__gte=first).delete()
    StockOut.objects.filter(branch_id=branch_id, product_id__in=firsts).delete()


def _series(history: ShelfHistory, first: date, through: date, zone: ZoneInfo) -> DemandSeries:
    moves = [
        Moved(day, move.batch_id, move.change, move.sold)
        for move in history.moves
        if (day := move.at.astimezone(zone).date()) >= first
    ]
    return series_of(history.now, history.expiries, moves, first, through)


def _spans_before(branch_id: UUID, firsts: Mapping[UUID, date]) -> dict[UUID, list[DaySpan]]:
    """The days without stock before each first day; all of them for what never came before."""
    rows = StockOut.objects.filter(branch_id=branch_id, product_id__in=firsts)
    known: dict[UUID, list[DaySpan]] = {}
    for row in rows.order_by("from_day"):
        spans = known.setdefault(row.product_id, [])
        last = firsts[row.product_id] - DAY
        if row.from_day <= last:
            spans.append(DaySpan(row.from_day, min(row.until_day or last, last)))
    return {
        product_id: known.get(product_id) or [DaySpan(BEFORE_ALL, first - DAY)]
        for product_id, first in firsts.items()
    }


def _joined(before: list[DaySpan], out: tuple[DaySpan, ...]) -> list[DaySpan]:
    if before and out and before[-1].last + DAY == out[0].first:
        return [*before[:-1], DaySpan(before[-1].first, out[0].last), *out[1:]]
    return [*before, *out]
