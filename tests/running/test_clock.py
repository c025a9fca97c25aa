"""A run's clock says the same on any day; what meets the machine's own keeps clear of midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.running.clock import BEGINS_AT, until_midnight
from theriac.core import clock

NEAR = timedelta(hours=12)


def test_a_test_is_told_the_run_s_time_which_goes_on() -> None:
    first = clock.now()
    assert BEGINS_AT <= first < BEGINS_AT + NEAR
    assert clock.now() > first


def test_no_place_comes_to_its_midnight_in_a_run() -> None:
    assert until_midnight(BEGINS_AT) > NEAR


@pytest.mark.real_time
def test_what_is_marked_keeps_the_machine_s_time() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("hour", "minute", "minutes_left"),
    [(16, 59, 1), (18, 29, 1), (23, 50, 10), (0, 0, 17 * 60), (17, 0, 90)],
)
def test_each_place_s_midnight_counts(hour: int, minute: int, minutes_left: int) -> None:
    instant = datetime(2026, 3, 1, hour, minute, tzinfo=UTC)
    assert until_midnight(instant) == timedelta(minutes=minutes_left)
