"""The relay: gives positions, lets reactions happen, tries failed ones again, parks the rest.

A reaction and the follower's position commit together, so each event has its effect once. A
reaction that fails waits with a doubling pause; later events of the same subject wait behind
it; after ``ATTEMPTS`` it is parked where a person sees it, and the others go on. So is one whose
name nobody answers to: another version may, and nothing that waits is lost by a change of code.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from logging import getLogger

from django.db import transaction
from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.outbox.models import OutboxEvent, PendingReaction
from theriac.core.outbox.positions import (
    events_after,
    follower_position,
    give_positions,
    last_position,
    locked_follower,
)
from theriac.core.outbox.reactions import Reaction, reaction_named, reactions_to

REACTIONS = "reactions"
BATCH = 100
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)
FULL_LOOK_SECONDS = 3600
NOBODY = "nobody answers to this name"
logger = getLogger(__name__)

Placed = tuple[int, OutboxEvent]


class _FullLook:
    """When this process last looked for events of every age."""

    def __init__(self) -> None:
        self._next = 0.0

    def is_due(self) -> bool:
        """Whether an hour has passed, or this is the first time; it counts as done then."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + FULL_LOOK_SECONDS
        return True


_full_look = _FullLook()


def relay_once() -> int:
    """Do everything that is due now; tells how many events were placed or handled.

    At a process's first round, and once an hour, events of every age are looked for: those that
    were recorded while the server's clock ran behind would else wait until it caught up.
    """
    done = give_positions(everything=_full_look.is_due())
    while True:
        handled = react_to_next()
        done += handled
        if handled < BATCH:
            break
    return done + retry_due()


def react_to_next() -> int:
    """Hand the next events to their reactions, and move on past them; none takes no lock."""
    if follower_position(REACTIONS) >= last_position():
        return 0
    with transaction.atomic():
        follower = locked_follower(REACTIONS)
        placed = events_after(follower.position, limit=BATCH)
        for event_type, group in groupby(placed, key=lambda one: one[1].type):
            run = list(group)
            for reaction in reactions_to(event_type):
                _react(reaction, run)
        if placed:
            follower.position = placed[-1][0]
            follower.save(update_fields=["position"])
    return len(placed)


def _react(reaction: Reaction, placed: Sequence[Placed]) -> None:
    blocked = _blocked_subjects(reaction, placed)
    free = [one for one in placed if one[1].subject not in blocked]
    failure = _attempt(reaction, [event for _position, event in free])
    if failure is not None:
        for position, event in free:
            one_failure = _attempt(reaction, [event]) if event.subject not in blocked else failure
            if one_failure is not None:
                _wait(reaction, position, event, one_failure)
                blocked.add(event.subject)
    for position, event in placed:
        if event.subject in blocked and (position, event) not in free:
            _wait(reaction, position, event, "waits behind an earlier one")


def _blocked_subjects(reaction: Reaction, placed: Sequence[Placed]) -> set[str]:
    return set(
        PendingReaction.objects.filter(
            reaction=reaction.name,
            state=PendingReaction.State.WAITING,
            subject__in={event.subject for _position, event in placed},
        ).values_list("subject", flat=True)
    )


def _attempt(reaction: Reaction, events: Sequence[OutboxEvent]) -> str | None:
    """Let it react in a savepoint of its own; the failure's kind, or None when it went well."""
    if not events:
        return None
    try:
        with transaction.atomic():
            reaction.react(events)
    except Exception as problem:
        logger.exception("a reaction failed", extra={"reaction": reaction.name})
        return type(problem).__name__
    return None


def _wait(reaction: Reaction, position: int, event: OutboxEvent, why: str) -> None:
    PendingReaction.objects.get_or_create(
        event=event,
        reaction=reaction.name,
        defaults={
            "position": position,
            "subject": event.subject,
            "next_attempt_at": clock.now() + FIRST_PAUSE,
            "last_error": why,
        },
    )


def retry_due() -> int:
    """Try again what is due, oldest first, one event at a time; park what failed too often."""
    due = PendingReaction.objects.filter(
        state=PendingReaction.State.WAITING, next_attempt_at__lte=clock.now()
    ).order_by("position")
    tried = 0
    for pending_id in list(due.values_list("id", flat=True)[:BATCH]):
        with transaction.atomic():
            tried += _retry(pending_id)
    return tried


def _retry(pending_id: int) -> int:
    pending = (
        PendingReaction.objects.select_for_update()
        .filter(id=pending_id, state=PendingReaction.State.WAITING)
        .first()
    )
    if pending is None or _has_earlier(pending):
        return 0
    reaction = reaction_named(pending.event.type, pending.reaction)
    failure = _attempt(reaction, [pending.event]) if reaction else NOBODY
    if failure is None:
        pending.delete()
        return 1
    pending.attempts += 1
    pending.last_error = failure
    pending.next_attempt_at = clock.now() + FIRST_PAUSE * 2**pending.attempts
    if pending.attempts >= ATTEMPTS:
        pending.state = PendingReaction.State.PARKED
        logger.error("a reaction is parked", extra={"reaction": pending.reaction})
    pending.save()
    return 1


def _has_earlier(pending: PendingReaction) -> bool:
    return PendingReaction.objects.filter(
        reaction=pending.reaction,
        subject=pending.subject,
        state=PendingReaction.State.WAITING,
        position__lt=pending.position,
    ).exists()


def parked_reactions() -> QuerySet[PendingReaction]:
    """The reactions that wait for a person."""
    return PendingReaction.objects.filter(state=PendingReaction.State.PARKED)


def count_parked() -> float:
    """How many reactions wait for a person."""
    return float(parked_reactions().count())
