"""Ticks are called again and again by one worker, whatever one of them raises."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest

from theriac.core.clock import at, now
from theriac.core.jobs import ticks
from theriac.core.jobs.queue import wake_workers
from theriac.core.jobs.ticks import (
    HOLD,
    TickThread,
    hold_ticks,
    register_tick,
    registered_ticks,
    release_ticks,
    start_ticks,
)


@pytest.fixture(autouse=True)
def own_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticks, "_ticks", {})


@contextmanager
def running(*, held: bool = True) -> Iterator[tuple[TickThread, ...]]:
    stop, held_event = threading.Event(), threading.Event()
    if held:
        held_event.set()
    threads = start_ticks(stop, held_event)
    try:
        yield threads
    finally:
        stop.set()
        wake_workers()
        for thread in threads:
            thread.join(60)
    assert not any(thread.is_alive() for thread in threads)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it didn't happen"
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_a_tick_that_raises_stops_neither_the_others_nor_itself() -> None:
    calls: list[str] = []

    def broken() -> None:
        calls.append("broken")
        raise ValueError

    register_tick("broken", 0.01, broken)
    register_tick("good", 0.01, lambda: calls.append("good"))
    with running():
        until(lambda: calls.count("good") > 5 and calls.count("broken") > 1)


@pytest.mark.rows("STK-01")
@pytest.mark.django_db(transaction=True)
def test_a_tick_with_a_long_backlog_keeps_no_other_waiting() -> None:
    calls: list[str] = []
    ends = threading.Event()

    def long() -> None:
        calls.append("long")
        ends.wait(60)

    register_tick("a long one", 0.01, long)
    register_tick("quick", 0.01, lambda: calls.append("quick"))
    with running():
        try:
            until(lambda: "long" in calls)
            before = calls.count("quick")
            until(lambda: calls.count("quick") > before + 5)
        finally:
            ends.set()
    assert calls.count("long") >= 1


@pytest.mark.django_db(transaction=True)
def test_after_each_failure_the_pause_doubles_up_to_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = 1000.0
    monkeypatch.setattr(ticks, "time", SimpleNamespace(monotonic=lambda: seconds))
    called_at: list[float] = []

    def broken() -> None:
        called_at.append(seconds)
        raise ValueError

    register_tick("broken", 0.5, broken)
    (tick,) = registered_ticks()
    thread = TickThread(tick, threading.Event(), threading.Event())
    for _half in range(500):
        thread._call(woken=True)
        seconds += 0.5
    pauses = [later - sooner for sooner, later in pairwise(called_at)]
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.django_db(transaction=True)
def test_only_who_holds_the_ticks_calls_them(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    rounds: list[int] = []
    pause = TickThread._pause

    def counted(thread: TickThread) -> float:
        rounds.append(1)
        return pause(thread)

    monkeypatch.setattr(TickThread, "_pause", counted)
    register_tick("a", 0.01, lambda: calls.append(1))
    with running(held=False):
        until(lambda: len(rounds) > 3)
    assert calls == []


@pytest.mark.django_db(transaction=True)
def test_news_of_this_process_call_a_tick_before_its_time() -> None:
    calls: list[int] = []
    register_tick("a", 3600, lambda: calls.append(1))
    with running():
        until(lambda: len(calls) == 1)
        wake_workers()
        until(lambda: len(calls) == 2)


@pytest.mark.django_db
def test_one_worker_holds_the_ticks_and_another_takes_over_when_it_is_gone() -> None:
    assert hold_ticks("first") is True
    assert hold_ticks("second") is False
    with at(now() + HOLD / 2):
        assert hold_ticks("first") is True
    with at(now() + HOLD + timedelta(seconds=1)):
        assert hold_ticks("second") is False
    with at(now() + HOLD * 2):
        assert hold_ticks("second") is True
        assert hold_ticks("first") is False
        release_ticks("first")
        assert hold_ticks("first") is False
        release_ticks("second")
        assert hold_ticks("first") is True


def test_ticks_come_by_name() -> None:
    register_tick("b", 1, lambda: None)
    register_tick("a", 1, lambda: None)
    assert [tick.name for tick in registered_ticks()] == ["a", "b"]
