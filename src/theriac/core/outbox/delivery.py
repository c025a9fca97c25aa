"""Delivery: the next events of one reaction, as many as it takes in a tenth of a second.

A reaction's effect and how far it has come commit together, in a transaction of their own, so that
each event has its effect once and no reaction holds what another waits for. Where a batch
fails its events are handed over one by one; the one that fails alone waits (``pending``).
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from theriac.core.outbox.followers import follower_position, locked_follower
from theriac.core.outbox.models import Follower
from theriac.core.outbox.pending import Failed, Placed, blocked_subjects, hand_over, let_wait
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
    """A reaction's events beyond ``begun`` and up to ``end``; the free ones are handed over."""

    begun: int
    free: Sequence[Placed]
    blocked: Sequence[Placed]
    end: int

    def __len__(self) -> int:
        return len(self.free) + len(self.blocked)


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
                hand_over(reaction, [event for _position, event in batch.free])
            _move(follower, reaction, batch)
    except Failed as failed:
        if len(batch.free) == 1:
            return _keep_for_later(reaction, batch, failed.why)
        pace.events = 1
        return deliver(reaction, up_to)
    pace.took(time.monotonic() - began, len(batch))
    return len(batch)


def deliver_unbound(reaction: Reaction, up_to: int) -> int:
    """Hand a reaction its next event without a transaction, then go past it; tells how many."""
    batch = _next_batch(reaction, follower_position(reaction.name), 1, up_to)
    try:
        if batch.free:
            hand_over(reaction, [event for _position, event in batch.free])
    except Failed as failed:
        return _keep_for_later(reaction, batch, failed.why)
    with transaction.atomic():
        follower = locked_follower(reaction.name)
        if follower.position == batch.begun:
            _move(follower, reaction, batch)
    return len(batch)


def _next_batch(reaction: Reaction, begun: int, limit: int, up_to: int) -> _Batch:
    types = [reaction.event_type]
    placed = events_after(begun, limit=limit, types=types, up_to=up_to)
    waiting = blocked_subjects(reaction, placed) if placed else set()
    return _Batch(
        begun,
        [one for one in placed if one[1].subject not in waiting],
        [one for one in placed if one[1].subject in waiting],
        placed[-1][0] if len(placed) == limit else max(begun, up_to),
    )


def _move(follower: Follower, reaction: Reaction, batch: _Batch) -> None:
    let_wait(reaction, batch.blocked, BEHIND)
    follower.position = batch.end
    follower.save(update_fields=["position"])


def _keep_for_later(reaction: Reaction, batch: _Batch, why: str) -> int:
    """Go past a batch whose one free event failed, unless somebody else did."""
    with transaction.atomic():
        follower = locked_follower(reaction.name)
        if follower.position == batch.begun:
            let_wait(reaction, batch.free, why)
            _move(follower, reaction, batch)
    return len(batch)
