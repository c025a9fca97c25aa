"""Positions are given while a reaction is at work: what others follow waits for no backlog."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tests.core.outbox.bell import Ears, Rang, listening, ring
from theriac.core.actor import SYSTEM
from theriac.core.jobs.queue import wake_workers
from theriac.core.jobs.ticks import registered_ticks, start_ticks
from theriac.core.outbox.models import EventPosition
from theriac.core.outbox.reactions import on_event
from theriac.core.outbox.relay import relay_once


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it didn't happen"
        time.sleep(0.01)


@pytest.mark.rows("STK-01")
@pytest.mark.django_db(transaction=True)
def test_an_event_has_its_position_while_a_reaction_is_still_busy() -> None:
    busy, ends = threading.Event(), threading.Event()

    def wanted() -> bool:
        busy.set()
        return ends.wait(60)

    ears = Ears()
    on_event(Rang.type, name="busy ears", wanted=wanted)(ears.hear)
    stop, held = threading.Event(), threading.Event()
    held.set()
    ring(actor=SYSTEM, subjects=["first"])
    threads = start_ticks(stop, held)
    try:
        assert busy.wait(60)
        ring(actor=SYSTEM, subjects=["second"])
        until(lambda: EventPosition.objects.count() == 2)
        assert ears.heard == []
    finally:
        ends.set()
        until(lambda: ears.heard == ["first", "second"])
        stop.set()
        wake_workers()
        for thread in threads:
            thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_a_new_reaction_hears_what_was_placed_before_its_first_round() -> None:
    """A pharmacy's first events are placed as soon as its server starts."""
    ears = listening("new ears")
    ring(actor=SYSTEM, subjects=["first"])
    tick = next(tick for tick in registered_ticks() if tick.name == "positions")

    assert tick.function() == 1
    relay_once()

    assert ears.heard == ["first"]


def test_positions_are_given_four_times_a_second() -> None:
    every = {tick.name: tick.every_seconds for tick in registered_ticks()}
    assert every["positions"] == 0.25
