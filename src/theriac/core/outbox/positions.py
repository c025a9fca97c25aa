"""Positions: the order in which others follow events, given after the commit by one worker.

Ids and times aren't commit order. The relay's row is locked while positions are given, so that
a later position never becomes visible before an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max, Min

from theriac.core import clock
from theriac.core.database.insert import insert_rows
from theriac.core.outbox.followers import follower_position, locked_follower
from theriac.core.outbox.models import EventPosition, OutboxEvent

RELAY = "relay"
GONE = "gone"
"""Follows nobody: how far retention has let events go."""
AT_ONCE = 500
LOOK_BACK = timedelta(hours=1)
"""No transaction stays open this long; older events without a position are found once an hour."""


def give_positions(*, everything: bool = False) -> int:
    """Give the next positions to committed events that have none; tells how many.

    ``everything`` looks at all events, however old. Where nothing waits no lock is taken: an idle
    relay only reads.
    """
    since = None if everything else _watermark()
    if not _without_position(since, at_most=1):
        return 0
    with transaction.atomic():
        locked_follower(RELAY)
        events = _without_position(since)
        rows: Sequence[models.Model] = [EventPosition(event_id=event_id) for event_id in events]
        insert_rows(EventPosition, rows)
        return len(events)


def _watermark() -> datetime | None:
    newest = (
        EventPosition.objects.order_by("-position")
        .values_list("event__recorded_at", flat=True)
        .first()
    )
    return None if newest is None else newest - LOOK_BACK


def _without_position(since: datetime | None, at_most: int = AT_ONCE) -> list[UUID]:
    events = OutboxEvent.objects.filter(
        ~models.Exists(EventPosition.objects.filter(event_id=models.OuterRef("id")))
    )
    if since is not None:
        events = events.filter(recorded_at__gte=since)
    return list(events.order_by("recorded_at", "id").values_list("id", flat=True)[:at_most])


def last_position() -> int:
    """The highest position given, 0 before the first."""
    return EventPosition.objects.aggregate(last=Max("position"))["last"] or 0


@dataclass(frozen=True, slots=True)
class Span:
    """The positions that are kept, the first and the last; 0 where none was given."""

    first: int
    last: int

    def goes_on_from(self, position: int) -> bool:
        """Whether everything beyond a position is kept, so that its follower misses nothing.

        A number that was never given, as a database leaves some out, is missed by nobody.
        """
        if position > self.last:
            return False
        return position >= self.first - 1 or position >= follower_position(GONE)


def kept_span() -> Span:
    """From where to where events are kept, in one read."""
    found = EventPosition.objects.aggregate(first=Min("position"), last=Max("position"))
    return Span(found["first"] or 0, found["last"] or 0)


def events_after(
    position: int, *, limit: int, types: Sequence[str] = (), up_to: int | None = None
) -> list[tuple[int, OutboxEvent]]:
    """Events with their positions beyond ``position``, in order, at most ``limit``."""
    rows = EventPosition.objects.filter(position__gt=position).select_related("event")
    if up_to is not None:
        rows = rows.filter(position__lte=up_to)
    if types:
        rows = rows.filter(event__type__in=list(types))
    return [(row.position, row.event) for row in rows.order_by("position")[:limit]]


def any_after(position: int, types: Sequence[str], *, up_to: int) -> bool:
    """Whether there is an event of one of these types beyond ``position``."""
    rows = EventPosition.objects.filter(position__gt=position, position__lte=up_to)
    return rows.filter(event__type__in=list(types)).exists()


def lag_seconds() -> float:
    """Age of the oldest recent event that no worker has given a position, 0 when none waits."""
    waiting = _without_position(_watermark())
    if not waiting:
        return 0.0
    oldest = OutboxEvent.objects.values_list("recorded_at", flat=True).get(id=waiting[0])
    return max(0.0, (clock.now() - oldest).total_seconds())
