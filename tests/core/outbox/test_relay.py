"""The relay: positions after the commit, reactions once, retried, parked, in order a subject."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.command import command, current_unit
from theriac.core.outbox import reactions, relay
from theriac.core.outbox.events import Event
from theriac.core.outbox.models import EventPosition, OutboxEvent, PendingReaction
from theriac.core.outbox.positions import events_after, give_positions, lag_seconds, last_position
from theriac.core.outbox.relay import (
    ATTEMPTS,
    NOBODY,
    count_parked,
    parked_reactions,
    react_to_next,
    relay_once,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang(Event):
    """A bell rang."""

    type: ClassVar[str] = "theriac.test.rang.v1"


@command(name="test_relay.ring")
def ring(*, actor: object, subjects: Sequence[str]) -> None:
    """Announce a bell for each subject."""
    for subject in subjects:
        current_unit().announce(Rang(subject=subject, data={"n": 1}))


class Ears:
    """A reaction that hears, and fails as often as it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.fails: dict[str, int] = {}

    def hear(self, events: Sequence[OutboxEvent]) -> None:
        for event in events:
            if self.fails.get(event.subject, 0):
                self.fails[event.subject] -= 1
                raise RuntimeError("deaf")
        self.heard += [event.subject for event in events]


@pytest.fixture
def ears() -> Iterator[Ears]:
    listening = Ears()
    reactions._by_type[Rang.type] = [reactions.Reaction("ears", Rang.type, listening.hear)]
    yield listening
    del reactions._by_type[Rang.type]


def later(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


def test_positions_are_given_once_in_order() -> None:
    ring(actor=SYSTEM, subjects=["a", "b"])

    assert lag_seconds() >= 0
    assert give_positions() == 2
    assert give_positions() == 0
    first, second = events_after(0, limit=10, types=[Rang.type])
    assert (first[1].subject, second[1].subject) == ("a", "b")
    assert first[0] < second[0] == last_position()
    assert EventPosition.objects.count() == 2


def test_each_event_has_its_reaction_once(ears: Ears) -> None:
    ring(actor=SYSTEM, subjects=["a", "b"])

    relay_once()
    relay_once()

    assert ears.heard == ["a", "b"]
    assert PendingReaction.objects.count() == 0


def test_a_failing_subject_waits_in_order_and_the_others_go_on(ears: Ears) -> None:
    ears.fails = {"a": 2}
    ring(actor=SYSTEM, subjects=["a", "b", "a"])

    relay_once()
    assert ears.heard == ["b"]
    assert PendingReaction.objects.filter(state="waiting").count() == 2
    with clock.at(clock.now() + later(5)):
        relay_once()
    assert ears.heard == ["b", "a", "a"]
    assert PendingReaction.objects.count() == 0


def test_what_fails_too_often_is_parked_and_the_next_of_its_subject_goes_on(ears: Ears) -> None:
    ears.fails = {"a": ATTEMPTS + 2}
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()
    moment = clock.now()

    for round_ in range(ATTEMPTS):
        with clock.at(moment + later(60 * (round_ + 1))):
            relay_once()
    assert count_parked() == 1

    ears.fails = {}
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()
    assert ears.heard == ["a"]


def test_what_waits_under_a_name_that_nobody_answers_to_is_kept_and_parked(ears: Ears) -> None:
    ears.fails = {"a": 2}
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()
    moment = clock.now()
    reactions._by_type[Rang.type] = [reactions.Reaction("other.ears", Rang.type, ears.hear)]

    for round_ in range(ATTEMPTS):
        assert PendingReaction.objects.get().attempts == round_
        with clock.at(moment + later(60 * (round_ + 1))):
            relay_once()

    [parked] = parked_reactions()
    assert (parked.reaction, parked.last_error) == ("ears", NOBODY)
    assert ears.heard == []


def test_reacting_moves_past_events_that_nobody_follows() -> None:
    ring(actor=SYSTEM, subjects=["a"])
    give_positions()

    assert react_to_next() == 1
    assert react_to_next() == 0


def test_what_was_recorded_by_a_clock_that_ran_behind_is_found(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()
    with clock.at(clock.now() - later(60 * 24)):
        ring(actor=SYSTEM, subjects=["b"])
    assert relay_once() == 0

    monkeypatch.setattr(relay, "_full_look", relay._FullLook())
    assert relay_once() == 2
    assert ears.heard == ["a", "b"]


def test_an_idle_relay_only_reads(ears: Ears) -> None:
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()

    with CaptureQueriesContext(connection) as idle:
        assert relay_once() == 0

    said = [one["sql"].split()[0].upper() for one in idle.captured_queries]
    assert said == ["SELECT"] * 5
    assert not any("FOR UPDATE" in one["sql"] for one in idle.captured_queries)
    ring(actor=SYSTEM, subjects=["b"])
    assert relay_once() == 2
    assert ears.heard == ["a", "b"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.databases("sqlite")
def test_an_idle_relay_waits_for_no_writer(ears: Ears) -> None:
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()
    done: list[int] = []

    def look() -> None:
        done.append(relay_once())
        connection.close()

    with transaction.atomic():
        beside = threading.Thread(target=look)
        beside.start()
        beside.join(60)
        assert done == [0]
