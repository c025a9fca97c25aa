"""The relay: positions after the commit, reactions once, retried, parked, in order a subject."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.core.outbox.bell import Ears, Rang, later, ring
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.outbox import reactions, relay
from theriac.core.outbox.models import EventPosition, PendingReaction
from theriac.core.outbox.pending import ATTEMPTS, NOBODY, count_parked, parked_reactions
from theriac.core.outbox.positions import events_after, give_positions, lag_seconds, last_position
from theriac.core.outbox.reactions import on_event
from theriac.core.outbox.relay import relay_once

pytestmark = pytest.mark.django_db


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
    del reactions._declared["ears"]
    on_event(Rang.type, name="other.ears")(ears.hear)

    for round_ in range(ATTEMPTS):
        assert PendingReaction.objects.get().attempts == round_
        with clock.at(moment + later(60 * (round_ + 1))):
            relay_once()

    [parked] = parked_reactions()
    assert (parked.reaction, parked.last_error) == ("ears", NOBODY)
    assert ears.heard == []


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
    assert said == ["SELECT"] * 6
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
