"""The one source of time. Code asks ``now()``; tests and replays set the clock with ``at``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the instant, always in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("an instant has a time zone")
        self.instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self.instant


_current: ContextVar[Clock] = ContextVar("clock", default=SystemClock())  # noqa: B039


def now() -> datetime:
    """The present instant in UTC."""
    return _current.get().now()


def today(time_zone: str) -> date:
    """The calendar date in ``time_zone`` (an IANA name) at this instant."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def use_clock(clock: Clock) -> Iterator[Clock]:
    """Let ``clock`` tell the time inside the block, in this context only."""
    token = _current.set(clock)
    try:
        yield clock
    finally:
        _current.reset(token)


@contextmanager
def at(instant: datetime) -> Iterator[Clock]:
    """Stop the clock at ``instant`` inside the block."""
    with use_clock(FixedClock(instant)) as clock:
        yield clock


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
