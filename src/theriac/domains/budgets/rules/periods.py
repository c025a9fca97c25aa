"""The periods of a budget: calendar months, quarters and years, or one from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How many calendar months a period of the kind has."""
KEPT_MONTHS = 12
"""How far back a budget is compared with what was bought."""


@dataclass(frozen=True, slots=True, order=True)
class BudgetPeriod:
    """From a day to a day, both included."""

    first_on: date
    last_on: date

    def has(self, day: date) -> bool:
        """Whether the day is one of its."""
        return self.first_on <= day <= self.last_on


def period_around(kind: str, day: date, days: BudgetPeriod | None) -> BudgetPeriod | None:
    """The period of the kind with this day; of ``days`` that one, None where the day isn't in it.

    None too where the calendar ends.
    """
    if days is not None:
        return days if days.has(day) else None
    count = MONTHS[kind]
    first = date(day.year, (day.month - 1) // count * count + 1, 1)
    after = _months_on(first, count)
    return None if after is None else BudgetPeriod(first, after - timedelta(days=1))


def last_periods(kind: str, today: date) -> list[BudgetPeriod]:
    """The periods of the last twelve months, the newest first; the one with today is the first."""
    found: list[BudgetPeriod] = []
    day = today
    while len(found) * MONTHS[kind] < KEPT_MONTHS:
        period = period_around(kind, day, None)
        if period is None:
            break
        found.append(period)
        day = period.first_on - timedelta(days=1)
    return found


def _months_on(first: date, count: int) -> date | None:
    years, month = divmod(first.month - 1 + count, 12)
    year = first.year + years
    return date(year, month + 1, 1) if year <= date.max.year else None
