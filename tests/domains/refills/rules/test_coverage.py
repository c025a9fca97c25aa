"""When a supply runs out, and how much of a time was covered: worked examples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from theriac.domains.refills.rules.coverage import (
    Adherence,
    adherence,
    days_late,
    first_day,
    runs_out,
)

pytestmark = [pytest.mark.rows("RX-20", "RX-21")]
FIRST = date(2026, 1, 1)


def day(after: int) -> date:
    return FIRST + timedelta(days=after)


@pytest.mark.parametrize(
    ("fills", "quantity", "days", "expected"),
    [
        ([], 30, 30, None),
        ([(0, 30)], 30, 30, 30),
        ([(0, 15)], 30, 30, 15),
        ([(0, 30), (25, 30)], 30, 30, 60),
        ([(25, 30), (0, 30)], 30, 30, 60),
        ([(0, 30), (40, 30)], 30, 30, 70),
        ([(0, 30), (30, 30)], 30, 30, 60),
        ([(0, 60)], 60, 20, 20),
        ([(0, 10)], 30, 20, 6),
        ([(0, 10), (6, 10), (6, 10)], 30, 20, 20),
        ([(0, 7)], 2, 7, 24),
    ],
)
def test_the_first_day_without_medicine(
    fills: list[tuple[int, int]], quantity: int, days: int, expected: int | None
) -> None:
    given = [(day(at), units) for at, units in fills]
    assert runs_out(given, quantity, days) == (None if expected is None else day(expected))


def test_what_never_ends_stays_within_the_calendar() -> None:
    assert runs_out([(FIRST, 10**15)], 1, 365) == date.max


@pytest.mark.parametrize(
    ("fills", "today", "expected"),
    [
        ([(0, 30)], 9, (10, 10)),
        ([(0, 30)], 59, (30, 60)),
        ([(0, 30), (25, 30)], 59, (60, 60)),
        ([(0, 30), (40, 30)], 69, (60, 70)),
        ([(0, 30)], 209, (0, 180)),
        ([(0, 30), (30, 30)], 189, (50, 180)),
    ],
)
def test_adherence_is_the_proportion_of_days_covered(
    fills: list[tuple[int, int]], today: int, expected: tuple[int, int]
) -> None:
    given = [(day(at), units) for at, units in fills]
    assert adherence(given, 30, 30, day(today)) == Adherence(*expected)


def test_a_percentage_is_whole_and_rounded_down() -> None:
    assert Adherence(119, 180).percent == 66
    assert Adherence(0, 0).percent == 0
    assert adherence([], 30, 30, FIRST) is None
    assert adherence([(day(3), 30)], 30, 30, FIRST) is None


def test_who_is_late_and_from_when_it_is_prepared() -> None:
    assert days_late(day(0), day(8)) == 8
    assert days_late(day(8), day(0)) == 0
    assert days_late(None, day(0)) == 0
    assert first_day(day(30), 5) == day(25)
