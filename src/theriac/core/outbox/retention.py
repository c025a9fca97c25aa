"""Announced events go once their period is over, from the oldest position on and never out of turn.

What is left is always whole beyond what went, and how far that was is kept, so that a follower
knows whether it missed something. An event stays while a reaction waits for it or was parked, and
the last one always does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.outbox.followers import locked_follower, positions_of
from theriac.core.outbox.models import EventPosition, OutboxEvent, PendingReaction
from theriac.core.outbox.positions import GONE, last_position
from theriac.core.outbox.reactions import declared_reactions
from theriac.core.retention.registry import DueRow, RecordKind, retains


def _over(before: datetime) -> QuerySet[EventPosition]:
    """The positions below the first that somebody still needs."""
    young = EventPosition.objects.filter(event__recorded_at__gte=before)
    waiting = PendingReaction.objects.aggregate(first=Min("position"))["first"]
    first_young = young.aggregate(first=Min("position"))["first"]
    names = [one.name for one in declared_reactions()]
    reached = positions_of(names)
    heard = [reached.get(name, 0) + 1 for name in names]
    needed = (first_young, waiting, *heard, last_position())
    return EventPosition.objects.filter(position__lt=min(one for one in needed if one is not None))


def _due(before: datetime) -> Iterator[DueRow]:
    rows = _over(before).order_by("position").values_list("event_id", "event__recorded_at")
    for row_id, at in rows.iterator():
        yield DueRow(row_id, at)


def _clear(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    over = _over(before).filter(event_id__in=list(ids))
    gone = dict(over.values_list("event_id", "position"))
    if gone:
        so_far = locked_follower(GONE)
        so_far.position = max(so_far.position, *gone.values())
        so_far.save(update_fields=["position"])
    EventPosition.objects.filter(event_id__in=list(gone)).delete()
    OutboxEvent.objects.filter(id__in=list(gone)).delete()
    return len(gone)


retains(
    RecordKind(
        code="core.events",
        title=_("Published events"),
        counted_from=_("when it happened"),
        due=_due,
        clear=_clear,
        usual_days=365,
        at_once=500,
        clears_itself=True,
    )
)
