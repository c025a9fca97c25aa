"""Delivery: the next events of one reaction, as many as it takes in a tenth of a second.

A reaction's effect and how far it has come commit together, in a transaction of their own, so that
each event has its effect once and no reaction holds what another waits for. Where a batch
fails its events are handed over one by one; the one that fails alone waits (``pending``), each of
the facts that it carries by itself.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from theriac.core.outbox.carried import Told, told_of, types_with_carriers
from theriac.core.outbox.followers import follower_position, locked_follower
from theriac.core.outbox.models import Follower, OutboxEvent
from theriac.core.outbox.pending import Failed, blocked_subjects, hand_over, let_wait
from theriac.core.outbox.positions import events_after
from theriac.core.outbox.reactions import Reaction

FEW, MANY = 8, 100
LONGEST_SECONDS = 0.1
"""On SQLite nobody else writes meanwhile: a sale waits for a batch."""
BEHIND = "waits behind an earlier one"


class Pace:
    """How many events a reaction is handed at once, by how long the last ones took it."""

    def __init__(self) -> None:
        self.events = FEW

    def took(self, seconds: float, events: int) -> None:
        """Fewer next time if these took too long, twice as many if they took little."""
        if seconds > LONGEST_SECONDS:
            self.events = max(1, int(events * LONGEST_SECONDS / seconds))
        elif events >= self.events and seconds < LONGEST_SECONDS / 2:
            self.events = min(MANY, self.events * 2)


_paces: defaultdict[str, Pace] = defaultdict(Pace)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What stored events beyond ``begun`` tell a reaction, as far as ``end``; ``stored`` of them.

    What is free is handed over.
    """

    begun: int
    free: Sequence[Told]
    blocked: Sequence[Told]
    end: int
    stored: int

    def events(self) -> list[OutboxEvent]:
        return [one.event for one in self.free]


def deliver(reaction: Reaction, up_to: int) -> int:
    """Hand a reaction its next events; tells how many it is past now.

    What the database itself raises comes through, with nothing done.
    """
    pace = _paces[reaction.name]
    try:
        with transaction.atomic():
            follower = locked_follower(reaction.name)
            batch = _next_batch(reaction, follower.position, pace.events, up_to)
            began = time.monotonic()
            if batch.free:
                hand_over(reaction, batch.events())
            _move(follower, reaction, batch)
    except Failed as failed:
        if batch.stored == 1:
            return _keep_for_later(reaction, batch, failed.why)
        pace.events = 1
        return deliver(reaction, up_to)
    pace.took(time.monotonic() - began, len(batch.free) + len(batch.blocked))
    return batch.stored


def deliver_unbound(reaction: Reaction, up_to: int) -> int:
    """Hand a reaction its next event without a transaction, then go past it; tells how many."""
    batch = _next_batch(reaction, follower_position(reaction.name), 1, up_to)
    try:
        if batch.free:
            hand_over(reaction, batch.events())
    except Failed as failed:
        return _keep_for_later(reaction, batch, failed.why)
    with transaction.atomic():
        follower = locked_follower(reaction.name)
        if follower.position == batch.begun:
            _move(follower, reaction, batch)
    return batch.stored


def _next_batch(reaction: Reaction, begun: int, limit: int, up_to: int) -> _Batch:
    """So many stored events that they tell ``limit`` facts, the last one whole."""
    types = [reaction.event_type]
    placed = events_after(begun, limit=limit, types=types_with_carriers(types), up_to=up_to)
    told: list[Told] = []
    stored = 0
    for position, event in placed:
        if len(told) >= limit:
            break
        told += told_of(position, event, types)
        stored += 1
    waiting = blocked_subjects(reaction, told) if told else set()
    is_all = stored == len(placed) < limit
    return _Batch(
        begun,
        [one for one in told if one.event.subject not in waiting],
        [one for one in told if one.event.subject in waiting],
        max(begun, up_to) if is_all else placed[stored - 1][0],
        stored,
    )


def _move(follower: Follower, reaction: Reaction, batch: _Batch) -> None:
    let_wait(reaction, batch.blocked, BEHIND)
    follower.position = batch.end
    follower.save(update_fields=["position"])


def _keep_for_later(reaction: Reaction, batch: _Batch, why: str) -> int:
    """Go past a batch whose one stored event failed, unless somebody else did."""
    with transaction.atomic():
        follower = locked_follower(reaction.name)
        if follower.position == batch.begun:
            let_wait(reaction, batch.free, why)
            _move(follower, reaction, batch)
    return batch.stored
