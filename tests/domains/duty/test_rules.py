"""Until when a turn lasts, and where a roster has gaps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from theriac.domains.duty.rules import Span, ends_by_rule, gaps_of, monday_of, shift_span

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY = date(2026, 6, 15)
WEEK = [MONDAY + timedelta(days=number) for number in range(7)]


def span(day: int, begin: int, end: int) -> Span:
    return shift_span(MONDAY + timedelta(days=day), time(begin), time(end), JAKARTA)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY, time(hour, minute), JAKARTA)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(5, 59), at(17, 59)),
        (at(6), at(15)),
        (at(8), at(15)),
        (at(14, 59), at(21)),
        (at(15), at(21)),
        (at(21), at(21) + timedelta(hours=12)),
    ],
)
def test_a_turn_ends_with_its_own_shift_else_after_twelve_hours(
    now: datetime, until: datetime
) -> None:
    assert ends_by_rule(now, [span(0, 8, 15), span(0, 15, 21)]) == until


def test_a_shift_that_ends_before_it_begins_ends_the_next_day() -> None:
    begin, end = span(0, 21, 7)

    assert end - begin == timedelta(hours=10)
    assert begin.astimezone(UTC).hour == 14
    assert monday_of(WEEK[6]) == MONDAY


@pytest.mark.rows("EXT-03")
def test_a_roster_has_gaps_between_shifts_and_on_days_that_usually_have_some() -> None:
    planned = [span(0, 8, 12), span(0, 13, 20), span(1, 8, 15), span(1, 14, 21), span(3, 21, 7)]
    before = [span(-7, 8, 20), span(-5, 9, 17), span(-4, 8, 20)]

    found = [
        (gap.on, gap.begins_at.astimezone(JAKARTA).hour, gap.ends_at.astimezone(JAKARTA).hour)
        for gap in gaps_of(planned, before, WEEK, JAKARTA)
    ]

    assert found == [(MONDAY, 12, 13), (WEEK[2], 9, 17)]
    assert gaps_of([], [], WEEK, JAKARTA) == []
