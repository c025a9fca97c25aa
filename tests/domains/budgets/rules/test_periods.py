"""Periods are whole calendar months, quarters and years, or one from a day to a day."""

from __future__ import annotations

from datetime import date

import pytest

from theriac.domains.budgets.rules.overruns import overruns, share_used
from theriac.domains.budgets.rules.periods import BudgetPeriod, last_periods, period_around

pytestmark = pytest.mark.rows("CAP-03")


def test_a_period_is_the_calendars() -> None:
    day = date(2028, 2, 29)
    found = {kind: period_around(kind, day, None) for kind in ("month", "quarter", "year")}

    assert found == {
        "month": BudgetPeriod(date(2028, 2, 1), date(2028, 2, 29)),
        "quarter": BudgetPeriod(date(2028, 1, 1), date(2028, 3, 31)),
        "year": BudgetPeriod(date(2028, 1, 1), date(2028, 12, 31)),
    }
    december = period_around("quarter", date(2026, 12, 31), None)
    assert december == BudgetPeriod(date(2026, 10, 1), date(2026, 12, 31))


def test_days_are_a_period_of_their_own() -> None:
    days = BudgetPeriod(date(2026, 11, 5), date(2026, 11, 9))

    assert period_around("days", date(2026, 11, 9), days) == days
    assert period_around("days", date(2026, 11, 10), days) is None


def test_the_last_twelve_months_are_told() -> None:
    today = date(2026, 11, 27)

    months = last_periods("month", today)
    assert (len(months), months[0].first_on, months[-1].first_on) == (
        12,
        date(2026, 11, 1),
        date(2025, 12, 1),
    )
    assert [one.first_on.month for one in last_periods("quarter", today)] == [10, 7, 4, 1]
    assert len(last_periods("year", today)) == 1


def test_what_goes_over_is_told_line_by_line() -> None:
    assert overruns([40, 50, 30], 60) == [0, 30, 30]
    assert overruns([40], -5) == [40]
    assert overruns([0, 60], 60) == [0, 0]
    assert (share_used(90, 100), share_used(899, 1_000)) == (90, 89)
