"""When people buy: trend over the year, weekday, payday, hour of the day."""

from __future__ import annotations

from datetime import date, timedelta

from theriac.core.money import share_out
from theriac.surfaces.operations.demo.plan.chance import Weights

OPENS = 8
HOURS = Weights((46, 70, 92, 96, 74, 58, 56, 66, 84, 104, 122, 112, 78, 42))
"""From the hour that begins at 8 to the one that ends at 22."""

_WEEKDAYS = (112, 102, 98, 97, 104, 116, 71)
"""Monday to Sunday, in percent."""

GROWTH_PERCENT = 22
"""How much busier the last day is than the first, weekday and season aside."""


def days_until(today: date, count: int) -> list[date]:
    """The ``count`` days that end with ``today``."""
    return [today - timedelta(days=back) for back in range(count - 1, -1, -1)]


def sales_a_day(days: list[date], total: int, season: dict[int, int]) -> list[int]:
    """``total`` sales shared out over ``days``; ``season`` gives a month's strength in percent."""
    weights = [_weight(index, day, len(days), season) for index, day in enumerate(days)]
    return share_out(total, weights)


def _weight(index: int, day: date, count: int, season: dict[int, int]) -> int:
    trend = 100 * count + GROWTH_PERCENT * index
    payday = 108 if day.day >= 26 or day.day <= 4 else 100
    return trend * _WEEKDAYS[day.weekday()] * payday * season[day.month]
