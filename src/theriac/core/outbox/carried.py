"""Facts that an event carries: one row tells several, as a sale what it took of each product.

Who follows a type is told of it wherever it is carried, at the position of what carries it, with
an id of its own that stays the same. No fact is stored twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from theriac.core.outbox.events import Event
from theriac.core.outbox.models import OutboxEvent

Tell = Callable[[OutboxEvent], Sequence[Event]]

_told_by: dict[str, dict[str, Tell]] = {}
"""By the type that is carried and the type that carries it."""


class Told(NamedTuple):
    """A fact at its place among the events; ``stored_id`` is the row that it is, or that has it."""

    position: int
    stored_id: UUID
    event: OutboxEvent


def carries(carrier: type[Event], carried: type[Event]) -> Callable[[Tell], Tell]:
    """Let each event of one type tell facts of another; they lie at its own branch.

    Of one event no two facts have the same subject. A second way to tell the same raises
    ValueError, and so does what is itself carried: a carrier is always a row.
    """

    def register(tell: Tell) -> Tell:
        ways = _told_by.setdefault(carried.type, {})
        if carrier.type in ways or carrier.type in _told_by:
            raise ValueError(f"{carrier.type} can't tell {carried.type} so")
        ways[carrier.type] = tell
        return tell

    return register


def types_with_carriers(types: Iterable[str]) -> list[str]:
    """These types of events, and those that carry one of them."""
    found = list(types)
    found += [carrier for one in found for carrier in _told_by.get(one, ())]
    return list(dict.fromkeys(found))


def told_of(position: int, event: OutboxEvent, types: Collection[str]) -> list[Told]:
    """What a stored event tells of these types: what it carries first, then itself."""
    carried = [
        Told(position, event.id, _alone(event, fact))
        for one in types
        if event.type in _told_by.get(one, ())
        for fact in _told_by[one][event.type](event)
    ]
    itself = [Told(position, event.id, event)] if event.type in types else []
    return carried + itself


def _alone(event: OutboxEvent, fact: Event) -> OutboxEvent:
    return OutboxEvent(
        id=uuid5(event.id, f"{fact.type} {fact.subject}"),
        type=fact.type,
        subject=fact.subject,
        branch_id=event.branch_id,
        recorded_at=event.recorded_at,
        data=dict(fact.data),
    )
