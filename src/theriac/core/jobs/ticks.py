"""Ticks: short work that one worker repeats every few seconds or less, such as the outbox relay.

Among several workers the one that holds the ticks runs them, each in a thread of its own, so
that none waits for another's work; when it dies another takes over within ``HOLD``. A worker that
was asleep may for a moment believe that it still holds them: what must never happen twice needs a
lock of its own in the database.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections, connections, transaction
from django.db.models import Q

from theriac.core.clock import now
from theriac.core.database.insert import insert_if_absent
from theriac.core.jobs.models import TickHold
from theriac.core.jobs.queue import listen_for_work, stop_listening
from theriac.core.telemetry.logs import get_logger

HOLD = timedelta(seconds=15)
LONGEST_PAUSE_SECONDS = 60.0
_HOLD_NAME = "ticks"
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """A function that is called every so many seconds, and at once when this process has news."""

    name: str
    every_seconds: float
    function: Callable[[], object]


_ticks: dict[str, Tick] = {}


def register_tick(name: str, every_seconds: float, function: Callable[[], object]) -> None:
    """Let the worker call ``function`` every ``every_seconds``.

    It takes its own transactions and returns soon. What it raises is logged, and it is called
    again after a pause that doubles up to a minute.
    """
    _ticks[name] = Tick(name, every_seconds, function)


def registered_ticks() -> tuple[Tick, ...]:
    """Every tick, by name."""
    return tuple(_ticks[name] for name in sorted(_ticks))


def hold_ticks(worker: str) -> bool:
    """Take or keep the ticks for ``worker`` until HOLD from now; tells whether it has them."""
    instant = now()
    free = Q(worker=worker) | Q(until__lt=instant)
    with transaction.atomic():
        taken = TickHold.objects.filter(free, name=_HOLD_NAME).update(
            worker=worker, until=instant + HOLD
        )
        if taken:
            return True
        hold = TickHold(name=_HOLD_NAME, worker=worker, until=instant + HOLD)
        return insert_if_absent(TickHold, hold)


def release_ticks(worker: str) -> None:
    """Let another worker have the ticks at once."""
    with transaction.atomic():
        TickHold.objects.filter(name=_HOLD_NAME, worker=worker).delete()


class TickThread(threading.Thread):
    """Calls one tick while ``held`` is set, until ``stop`` is."""

    def __init__(self, tick: Tick, stop: threading.Event, held: threading.Event) -> None:
        super().__init__(name=f"theriac-tick-{tick.name}", daemon=True)
        self._tick = tick
        self._stop_asked = stop
        self._held = held
        self._due = 0.0
        self._failures = 0

    def run(self) -> None:
        """The loop."""
        news = listen_for_work()
        try:
            while not self._stop_asked.is_set():
                woken = news.is_set()
                news.clear()
                if self._held.is_set():
                    self._call(woken=woken)
                news.wait(self._pause())
        finally:
            stop_listening(news)
            connections.close_all()

    def _pause(self) -> float:
        return min(0.5, max(0.01, self._due - time.monotonic()))

    def _call(self, *, woken: bool) -> None:
        early = woken and not self._failures
        if not early and time.monotonic() < self._due:
            return
        pause = self._tick.every_seconds
        try:
            close_old_connections()
            self._tick.function()
            self._failures = 0
        except Exception:  # it is called again
            self._failures += 1
            log.exception("a tick failed", tick=self._tick.name, count=self._failures)
            doubled = max(1.0, pause) * 2.0 ** min(self._failures - 1, 10)
            pause = min(LONGEST_PAUSE_SECONDS, doubled)
        self._due = time.monotonic() + pause


def start_ticks(stop: threading.Event, held: threading.Event) -> tuple[TickThread, ...]:
    """A running thread for each tick; they end once ``stop`` is set."""
    threads = tuple(TickThread(tick, stop, held) for tick in registered_ticks())
    for thread in threads:
        thread.start()
    return threads
