"""Each reaction follows by itself: in a transaction, at a pace, with a position of its own."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction

from tests.core.outbox.bell import Ears, Rang, later, listening, ring
from tests.support.jobs import done_now, run_due_jobs
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.jobs.models import Job
from theriac.core.outbox import background, delivery, reactions, relay
from theriac.core.outbox.delivery import LONGEST_SECONDS, MANY
from theriac.core.outbox.followers import begin_following, follower_position, positions_of
from theriac.core.outbox.models import Follower, OutboxEvent, PendingReaction
from theriac.core.outbox.positions import give_positions, last_position
from theriac.core.outbox.reactions import declared_reactions, on_event
from theriac.core.outbox.relay import relay_once

pytestmark = pytest.mark.django_db


def test_every_reaction_moves_past_events_that_are_none_of_its_own() -> None:
    ring(actor=SYSTEM, subjects=["a"])

    assert relay_once() == 1
    reached = positions_of([one.name for one in declared_reactions()])
    assert set(reached.values()) == {last_position()}
    assert len(reached) == len(declared_reactions())
    assert relay_once() == 0


def test_a_reaction_that_always_fails_delays_no_other(ears: Ears) -> None:
    broken = listening("broken")
    broken.fails = {"a": 99, "b": 99}
    ring(actor=SYSTEM, subjects=["a", "b", "c"])

    relay_once()

    assert ears.heard == ["a", "b", "c"]
    assert broken.heard == ["c"]
    assert PendingReaction.objects.filter(reaction="broken").count() == 2


def test_a_reaction_whose_events_cannot_be_read_delays_no_other(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening("a.broken.one")
    real = delivery.locked_follower

    def locked(name: str) -> Follower:
        if name == "a.broken.one":
            raise OperationalError("too many connections")
        return real(name)

    monkeypatch.setattr(delivery, "locked_follower", locked)
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()
    assert ears.heard == ["a"]

    monkeypatch.undo()
    assert follower_position("a.broken.one") < last_position()
    assert PendingReaction.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_each_reaction_commits_by_itself(ears: Ears) -> None:
    """One that dies in the middle, process and all, takes nothing of another with it."""

    def die(_events: Sequence[OutboxEvent]) -> None:
        assert transaction.get_connection().in_atomic_block
        raise KeyboardInterrupt

    on_event(Rang.type, name="zz.dies")(die)
    ring(actor=SYSTEM, subjects=["a"])

    with pytest.raises(KeyboardInterrupt):
        relay_once()

    assert ears.heard == ["a"]
    assert follower_position("ears") == last_position()
    assert follower_position("zz.dies") == 0
    assert PendingReaction.objects.count() == 0


def test_a_slow_reaction_is_handed_less_at_once(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    elapsed = [0.0]
    monkeypatch.setattr(delivery, "time", SimpleNamespace(monotonic=lambda: elapsed[0]))
    slow = listening("slow")

    def hear_slowly(events: Sequence[OutboxEvent]) -> None:
        elapsed[0] += 0.03 * len(events)
        slow.hear(events)

    del reactions._declared["slow"]
    on_event(Rang.type, name="slow")(hear_slowly)
    ring(actor=SYSTEM, subjects=[str(n) for n in range(300)])
    relay_once()

    assert len(slow.heard) == len(ears.heard) == 300
    assert ears.at_once[:5] == [8, 16, 32, 64, 100]
    assert max(ears.at_once) == MANY
    assert slow.at_once[:2] == [8, 3]
    assert max(slow.at_once[1:]) * 0.03 <= LONGEST_SECONDS


def test_a_new_reaction_begins_with_what_happens_from_then_on(ears: Ears) -> None:
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()
    new = listening("new")
    relay._full_look = relay._FullLook()
    ring(actor=SYSTEM, subjects=["b"])
    relay_once()

    assert ears.heard == ["a", "b"]
    assert new.heard == ["b"]


def test_a_reaction_in_the_background_is_handed_its_events_without_a_transaction(
    ears: Ears,
) -> None:
    outside = listening("outside", background=True)
    begun = len(transaction.get_connection().atomic_blocks)
    depths: list[int] = []

    def call(events: Sequence[OutboxEvent]) -> None:
        depths.append(len(transaction.get_connection().atomic_blocks))
        outside.hear(events)

    del reactions._declared["outside"]
    on_event(Rang.type, name="outside", background=True)(call)
    outside.fails = {"b": 1}
    ring(actor=SYSTEM, subjects=["a", "b", "b", "c"])
    relay_once()
    relay_once()
    assert ears.heard == ["a", "b", "b", "c"]
    assert (outside.heard, Job.objects.count()) == ([], 1)

    run_due_jobs()
    assert outside.heard == ["a", "c"]
    assert set(depths) == {begun}
    assert follower_position("outside") == last_position()
    with clock.at(clock.now() + later(5)):
        relay_once()
        run_due_jobs()
    assert outside.heard == ["a", "c", "b", "b"]
    assert PendingReaction.objects.count() == 0


def test_a_background_task_of_a_reaction_that_is_gone_does_nothing() -> None:
    assert done_now(background.hear_events, name="gone") == 0


def test_what_somebody_else_handed_on_meanwhile_is_not_moved_back(ears: Ears) -> None:
    ring(actor=SYSTEM, subjects=["a", "b"])
    give_positions()
    begin_following(["ears"], 0)
    real = ears.hear

    def hear_late(events: Sequence[OutboxEvent]) -> None:
        Follower.objects.filter(name="ears").update(position=last_position())
        real(events)

    del reactions._declared["ears"]
    on_event(Rang.type, name="ears", background=True)(hear_late)
    done_now(background.hear_events, name="ears")
    assert follower_position("ears") == last_position()
    assert ears.heard == ["a"], "what stands behind it was handed on by that other"
