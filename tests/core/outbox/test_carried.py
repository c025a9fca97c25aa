"""Facts that an event carries: heard by who follows their type, once, in order of a subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import pytest

from tests.core.outbox.bell import Ears, Rang, later, listening, ring
from tests.support.jobs import run_due_jobs
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.command import command, current_unit
from theriac.core.outbox import carried
from theriac.core.outbox.carried import carries, told_of, types_with_carriers
from theriac.core.outbox.delivery import MANY
from theriac.core.outbox.events import Event
from theriac.core.outbox.followers import follower_position
from theriac.core.outbox.models import OutboxEvent, PendingReaction
from theriac.core.outbox.positions import events_after, last_position
from theriac.core.outbox.relay import relay_once

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-01")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pealed(Event):
    """Several bells rang at once: data names them."""

    type: ClassVar[str] = "theriac.test.pealed.v1"


@pytest.fixture(autouse=True)
def peals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "_told_by", {})

    @carries(Pealed, Rang)
    def rang(event: OutboxEvent) -> Sequence[Event]:
        return [Rang(subject=one, data={"n": 1}) for one in event.data["bells"]]


@command(name="test_carried.peal", done="Sample")
def peal(*, actor: object, bells: Sequence[str]) -> None:
    current_unit().announce(Pealed(subject="tower", data={"bells": list(bells)}))


def waiting() -> list[tuple[str, str]]:
    rows = PendingReaction.objects.order_by("position", "subject")
    return list(rows.values_list("subject", "state"))


def test_who_follows_a_type_hears_it_wherever_it_is_carried(ears: Ears) -> None:
    ring(actor=SYSTEM, subjects=["a"])
    peal(actor=SYSTEM, bells=["b", "a"])
    ring(actor=SYSTEM, subjects=["c"])
    relay_once()

    assert ears.heard == ["a", "b", "a", "c"]
    assert OutboxEvent.objects.count() == 3
    assert follower_position("ears") == last_position()
    assert relay_once() == 0


def test_one_that_carries_nothing_is_gone_past(ears: Ears) -> None:
    peal(actor=SYSTEM, bells=[])
    ring(actor=SYSTEM, subjects=["a"])
    relay_once()

    assert ears.heard == ["a"]
    assert follower_position("ears") == last_position()


def test_what_fails_waits_by_itself_and_later_ones_of_its_subject_behind_it(ears: Ears) -> None:
    ears.fails = {"b": 3}
    peal(actor=SYSTEM, bells=["a", "b"])
    ring(actor=SYSTEM, subjects=["b", "c"])
    peal(actor=SYSTEM, bells=["b", "d"])
    relay_once()

    # The facts of the event that failed wait each by itself, and go on once their pause is over.
    assert ears.heard == ["c", "d"]
    assert waiting() == [(one, "waiting") for one in ("a", "b", "b", "b")]
    with clock.at(clock.now() + later(1)):
        relay_once()
    assert ears.heard == ["c", "d", "a"]
    with clock.at(clock.now() + later(60)):
        relay_once()
        relay_once()
        relay_once()
    assert ears.heard == ["c", "d", "a", "b", "b", "b"]
    assert waiting() == []


def test_one_that_always_fails_is_parked_and_the_others_are_heard(ears: Ears) -> None:
    ears.fails = {"b": 99}
    peal(actor=SYSTEM, bells=["a", "b"])
    for hours in range(12):
        with clock.at(clock.now() + later(60 * hours)):
            relay_once()

    assert ears.heard == ["a"]
    assert waiting() == [("b", "parked")]


def test_what_is_no_longer_carried_is_parked(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    ears.fails = {"a": 1}
    peal(actor=SYSTEM, bells=["a"])
    relay_once()
    monkeypatch.setattr(carried, "_told_by", {})
    for hours in range(12):
        with clock.at(clock.now() + later(60 * hours)):
            relay_once()

    assert waiting() == [("a", "parked")]
    assert PendingReaction.objects.get().last_error == "nobody answers to this name"


def test_a_batch_is_bounded_by_facts_and_takes_the_last_event_whole(ears: Ears) -> None:
    for _n in range(30):
        peal(actor=SYSTEM, bells=[str(n) for n in range(30)])
    relay_once()

    assert len(ears.heard) == 900
    assert ears.at_once[0] == 30
    assert max(ears.at_once) < MANY + 30


def test_a_reaction_in_the_background_is_handed_the_facts_of_one_event() -> None:
    outside = listening("outside", background=True)
    peal(actor=SYSTEM, bells=["a", "b"])
    relay_once()
    run_due_jobs()
    assert (outside.heard, outside.at_once) == (["a", "b"], [2])


def test_a_fact_has_an_id_of_its_own_that_stays_and_stands_before_its_carrier() -> None:
    peal(actor=SYSTEM, bells=["a", "b"])
    relay_once()
    ((position, stored),) = events_after(0, limit=9, types=types_with_carriers([Rang.type]))
    types = [Rang.type, Pealed.type]

    first, again = told_of(position, stored, types), told_of(position, stored, types)

    assert [one.event.subject for one in first] == ["a", "b", "tower"]
    assert {one.position for one in first} == {position}
    ids = [one.event.id for one in first]
    assert len(set(ids)) == 3
    assert ids == [one.event.id for one in again]
    assert ids[-1] == stored.id
    assert {one.stored_id for one in first} == {stored.id}
    assert [one.event.type for one in told_of(position, stored, [Pealed.type])] == [Pealed.type]


def test_a_second_way_and_a_carrier_that_is_carried_are_refused() -> None:
    with pytest.raises(ValueError, match="can't tell"):
        carries(Pealed, Rang)(lambda _event: ())
    with pytest.raises(ValueError, match="can't tell"):
        carries(Rang, Pealed)(lambda _event: ())
