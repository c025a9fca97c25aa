"""What waits for another attempt, in order of each subject, and what is parked for a person.

A reaction that fails waits with a doubling pause, later events of the same subject behind it;
after ``ATTEMPTS`` it is parked where a person sees it, and the others go on. So is one whose
name nobody answers to: another version may, and nothing that waits is lost by a change of code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from logging import getLogger

from django.db import transaction
from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.outbox.carried import Told, told_of
from theriac.core.outbox.models import OutboxEvent, PendingReaction
from theriac.core.outbox.reactions import Reaction, reaction_named

AT_ONCE = 100
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)
NOBODY = "nobody answers to this name"
logger = getLogger(__name__)


class Failed(Exception):
    """A reaction failed; ``why`` is the kind of the exception."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def hand_over(reaction: Reaction, events: Sequence[OutboxEvent]) -> None:
    """Let it react. Raises Failed, whatever it raised; its transaction is to be rolled back."""
    try:
        reaction.react(events)
    except Exception as problem:
        logger.exception("a reaction failed", extra={"reaction": reaction.name})
        raise Failed(type(problem).__name__) from problem


def blocked_subjects(reaction: Reaction, told: Sequence[Told]) -> set[str]:
    """The subjects among these of which an earlier event waits still."""
    return set(
        PendingReaction.objects.filter(
            reaction=reaction.name,
            state=PendingReaction.State.WAITING,
            subject__in={one.event.subject for one in told},
        ).values_list("subject", flat=True)
    )


def let_wait(reaction: Reaction, told: Iterable[Told], why: str) -> None:
    """Keep these for another attempt."""
    for one in told:
        PendingReaction.objects.get_or_create(
            event_id=one.stored_id,
            reaction=reaction.name,
            subject=one.event.subject,
            defaults={
                "position": one.position,
                "next_attempt_at": clock.now() + FIRST_PAUSE,
                "last_error": why,
            },
        )


def due() -> QuerySet[PendingReaction]:
    """What is due for another attempt, oldest first."""
    return PendingReaction.objects.filter(
        state=PendingReaction.State.WAITING, next_attempt_at__lte=clock.now()
    ).order_by("position")


def retry(rows: QuerySet[PendingReaction], *, unbound: bool = False) -> int:
    """Try these again, one event at a time; park what failed too often. Tells how many.

    An attempt's outcome commits with its effect; ``unbound``, after it.
    """
    attempt = _attempt_unbound if unbound else _attempt
    return sum(map(attempt, list(rows.values_list("id", flat=True)[:AT_ONCE])))


def _attempt(pending_id: int) -> int:
    try:
        with transaction.atomic():
            pending = _waiting(pending_id)
            if pending is None:
                return 0
            hand_over(*_answering(pending))
            pending.delete()
    except Failed as failed:
        with transaction.atomic():
            _put_off(pending_id, failed.why)
    return 1


def _attempt_unbound(pending_id: int) -> int:
    with transaction.atomic():
        pending = _waiting(pending_id)
    if pending is None:
        return 0
    try:
        hand_over(*_answering(pending))
    except Failed as failed:
        with transaction.atomic():
            _put_off(pending_id, failed.why)
    else:
        PendingReaction.objects.filter(id=pending_id).delete()
    return 1


def _answering(pending: PendingReaction) -> tuple[Reaction, Sequence[OutboxEvent]]:
    """Who answers to the name, and what waits for it."""
    reaction = reaction_named(pending.reaction)
    types = [reaction.event_type] if reaction else []
    told = told_of(pending.position, pending.event, types)
    own = [one.event for one in told if one.event.subject == pending.subject]
    if reaction is None or not own:
        raise Failed(NOBODY)
    return reaction, own


def _waiting(pending_id: int) -> PendingReaction | None:
    """The row, locked, unless it waits behind an earlier one or was done meanwhile."""
    pending: PendingReaction | None = (
        PendingReaction.objects.select_for_update()
        .filter(id=pending_id, state=PendingReaction.State.WAITING)
        .first()
    )
    if pending is None:
        return None
    earlier = PendingReaction.objects.filter(
        reaction=pending.reaction,
        subject=pending.subject,
        state=PendingReaction.State.WAITING,
        position__lt=pending.position,
    )
    return None if earlier.exists() else pending


def _put_off(pending_id: int, why: str) -> None:
    pending = _waiting(pending_id)
    if pending is None:
        return
    pending.attempts += 1
    pending.last_error = why
    pending.next_attempt_at = clock.now() + FIRST_PAUSE * 2**pending.attempts
    if pending.attempts >= ATTEMPTS:
        pending.state = PendingReaction.State.PARKED
        logger.error("a reaction is parked", extra={"reaction": pending.reaction})
    pending.save()


def parked_reactions() -> QuerySet[PendingReaction]:
    """The reactions that wait for a person."""
    return PendingReaction.objects.filter(state=PendingReaction.State.PARKED)


def count_parked() -> float:
    """How many reactions wait for a person."""
    return float(parked_reactions().count())
