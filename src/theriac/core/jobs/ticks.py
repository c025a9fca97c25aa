"""Ticks: short work that one worker repeats every few seconds or less, such as the outbox relay.

Among several workers the one that holds the ticks runs them, in a thread of its own; when it
dies another takes over within ``HOLD``. A worker that was asleep may for a moment believe that
it still holds them: what must never happen twice needs a lock of its own in the database.
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
    """Calls the ticks while ``held`` is set, until ``stop`` is."""

    def __init__(self, stop: threading.Event, held: threading.Event) -> None:
        super().__init__(name="theriac-ticks", daemon=True)
        self._stop_asked = stop
        self._held = held
        self._due: dict[str, float] = {}
        self._failures: dict[str, int] = {}

    def run(self) -> None:
        """The loop."""
        news = listen_for_work()
        try:
            while not self._stop_asked.is_set():
                woken = news.is_set()
                news.clear()
                if self._held.is_set():
                    for tick in registered_ticks():
                        self._call(tick, woken=woken)
                news.wait(self._pause())
        finally:
            stop_listening(news)
            connections.close_all()

    def _pause(self) -> float:
        soonest = min(self._due.values(), default=0.0) - time.monotonic()
        return min(0.5, max(0.01, soonest))

    def _call(self, tick: Tick, *, woken: bool) -> None:
        failing = self._failures.get(tick.name, 0)
        early = woken and not failing
        if not early and time.monotonic() < self._due.get(tick.name, 0.0):
            return
        pause = tick.every_seconds
        try:
            close_old_connections()
            tick.function()
            self._failures.pop(tick.name, None)
        except Exception:  # the next tick must go on
            log.exception("a tick failed", tick=tick.name, count=failing + 1)
            self._failures[tick.name] = failing + 1
            pause = min(LONGEST_PAUSE_SECONDS, max(1.0, pause) * 2.0 ** min(failing, 10))
        self._due[tick.name] = time.monotonic() + pause
