"""The clock of a run: it begins at the same instant on any day, and goes on at the machine's pace.

So a test says the same on the last of a month, in a night of two dates and next year; one that
needs another instant sets the product's clock itself (``theriac.core.clock.at``).

A browser and a program of its own know nothing of this process's clock. What starts one keeps the
machine's time, and so do the few that hold the product against the machine itself (``real_time``).
They begin no test in the last minutes before midnight of a place that they sell in: they wait.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from theriac.core.clock import SystemClock

BEGINS_AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
"""A Sunday, ten in the morning in Jakarta and half past eight in Kolkata."""
OWN_CLOCKS = frozenset({"browser", "page", "devices", "database_url", "live_server"})
"""Fixtures whose tests meet a clock that isn't this process's."""
PLACES = ("UTC", "Asia/Jakarta", "Asia/Kolkata")
LONGEST = timedelta(minutes=2)
"""No test that keeps the machine's time takes longer, but those of the night."""

_started = time.monotonic()
_machine_now = SystemClock.now


def _run_now(_clock: SystemClock) -> datetime:
    return BEGINS_AT + timedelta(seconds=time.monotonic() - _started)


def keeps_machine_time(item: Any) -> bool:
    """Whether the test meets another clock than this process's."""
    return (
        item.get_closest_marker("real_time") is not None
        or item.get_closest_marker("journey") is not None
        or not OWN_CLOCKS.isdisjoint(getattr(item, "fixturenames", ()))
    )


def until_midnight(now: datetime) -> timedelta:
    """How long it is until the next midnight of one of the places."""
    return min(_left_of_day(now.astimezone(ZoneInfo(place))) for place in PLACES)


def _left_of_day(here: datetime) -> timedelta:
    gone = timedelta(hours=here.hour, minutes=here.minute, seconds=here.second)
    return timedelta(days=1) - gone


def pytest_configure(config: pytest.Config) -> None:
    # From the start, for what modules ask the clock as they are read.
    SystemClock.now = _run_now  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    if not keeps_machine_time(item):
        return (yield)
    left = until_midnight(datetime.now(UTC))
    if left < LONGEST:
        time.sleep(left.total_seconds() + 1)
    with patch.object(SystemClock, "now", _machine_now):
        return (yield)
