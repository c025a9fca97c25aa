"""Tasks that run by the clock: every so many minutes, or daily at a local time.

A daily time is the pharmacy's own zone's, or that of each zone in which it has branches.
Each due instant is one row, so that among several workers it is enqueued once. When no worker
was there at its time, a schedule runs once for the latest time missed, not for each. A schedule
that was never seen before starts with its next time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Max

from theriac.core.clock import now
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import parse_id
from theriac.core.jobs.models import ScheduledRun
from theriac.core.jobs.task import JobTask
from theriac.core.telemetry.logs import get_logger

log = get_logger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
AFTER_FAILURE = timedelta(minutes=1)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a task is due: ``every`` so long since EPOCH, or daily ``at`` a local time.

    The local time is the first zone's, or with ``in_each_zone`` one after the other of all.
    """

    name: str
    task: JobTask[..., Any]
    every: timedelta | None = None
    at: time | None = None
    in_each_zone: bool = False

    def last_due(self, instant: datetime, *time_zones: str) -> datetime:
        """The latest due instant that isn't after ``instant``, in UTC."""
        if self.every is not None:
            return EPOCH + (instant - EPOCH) // self.every * self.every
        return max(due for due in self._around(instant, time_zones) if due <= instant)

    def next_due(self, instant: datetime, *time_zones: str) -> datetime:
        """The first due instant after ``instant``, in UTC."""
        if self.every is not None:
            return self.last_due(instant) + self.every
        return min(due for due in self._around(instant, time_zones) if due > instant)

    def _around(self, instant: datetime, time_zones: Sequence[str]) -> Iterator[datetime]:
        """The due instants of yesterday, today and tomorrow, as each zone's clock counts days."""
        for name in time_zones if self.in_each_zone else time_zones[:1]:
            zone = ZoneInfo(name)
            for days in (-1, 0, 1):
                day = instant.astimezone(zone).date() + timedelta(days=days)
                yield datetime.combine(day, self.at or time(), tzinfo=zone).astimezone(UTC)


_schedules: dict[str, Schedule] = {}


def _settings_time_zone() -> Sequence[str]:
    return (settings.TIME_ZONE,)


_time_zones: Callable[[], Sequence[str]] = _settings_time_zone


def use_time_zones_of(source: Callable[[], Sequence[str]]) -> None:
    """Let ``source`` tell the IANA time zones of the branches, the pharmacy's own first.

    It is asked at each schedule and never gives none.
    """
    global _time_zones  # noqa: PLW0603
    _time_zones = source


def scheduled(
    *, every: timedelta | None = None, daily_at: str | None = None, in_each_zone: bool = False
) -> Callable[[JobTask[[], T]], JobTask[[], T]]:
    """Enqueue the task by the clock; stands above ``@task(…)``. Its key keeps one live at most.

    Give ``every`` (a whole number of seconds) or ``daily_at`` ("HH:MM"), which ``in_each_zone``
    makes due at that time of each zone in which there are branches. Raises ValueError.
    """
    if (every is None) == (daily_at is None):
        raise ValueError("a schedule is every so long, or daily at a time")
    if every is not None and every < timedelta(seconds=1):
        raise ValueError("a schedule is due every second at most")
    at = None if daily_at is None else time.fromisoformat(daily_at)

    def register(task: JobTask[[], T]) -> JobTask[[], T]:
        _schedules[task.name] = Schedule(task.name, task, every, at, in_each_zone)
        return task

    return register


def declared_schedules() -> tuple[Schedule, ...]:
    """Every schedule of the installed apps, by name."""
    return tuple(_schedules[name] for name in sorted(_schedules))


class Scheduler:
    """Enqueues what is due; asks the database only when a time has come."""

    def __init__(self) -> None:
        self._next: dict[str, datetime] = {}
        self._guard = threading.Lock()

    def enqueue_due(self) -> list[str]:
        """Enqueue the tasks whose time has come, unless another worker did; tells which."""
        with self._guard:
            return [schedule.name for schedule in declared_schedules() if self._offer(schedule)]

    def _offer(self, schedule: Schedule) -> bool:
        instant = now()
        expected = self._next.get(schedule.name)
        if expected is not None and instant < expected:
            return False
        try:
            time_zones = _time_zones()
            enqueued = _enqueue_once(schedule, schedule.last_due(instant, *time_zones))
            self._next[schedule.name] = schedule.next_due(instant, *time_zones)
        except DatabaseError:
            raise
        except Exception:  # one schedule that can't be told must not stop the rest
            log.exception("a schedule can't be told", schedule=schedule.name)
            self._next[schedule.name] = instant + AFTER_FAILURE
            return False
        return enqueued


def _enqueue_once(schedule: Schedule, due_at: datetime) -> bool:
    """Record the due instant and enqueue, in one transaction; False when that was done before."""
    runs = ScheduledRun.objects.filter(schedule=schedule.name)
    latest = runs.aggregate(latest=Max("due_at"))["latest"]
    if latest is not None and latest >= due_at:
        return False
    run = ScheduledRun(schedule=schedule.name, due_at=due_at)
    with transaction.atomic():
        if not insert_if_absent(ScheduledRun, run) or latest is None:
            return False
        result = schedule.task.using(unique_key=f"schedule:{schedule.name}"[-150:]).enqueue()
        ScheduledRun.objects.filter(id=run.id).update(job_id=parse_id(result.id))
    return True
