"""Days that are reckoned from others."""

from __future__ import annotations

from datetime import date

from theriac.core.clock import months_later


def test_a_month_later_is_the_same_day_or_the_last() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert months_later(date(2026, 12, 5), 12) == date(2027, 12, 5)
