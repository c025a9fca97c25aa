"""Periods of the law: the row that holds on the day, and days that are never too few."""

from __future__ import annotations

from datetime import date

import pytest

from theriac.countries.registry import profile_for
from theriac.countries.retention import rule_for, years

RX = "sales.prescriptions"


@pytest.mark.parametrize(
    ("country", "on", "least"),
    [
        ("id", date(2026, 11, 20), 1827),
        ("in", date(2026, 11, 20), 1096),
        ("in", date(2013, 8, 30), 1096),
        ("in", date(2013, 8, 29), 731),
        ("generic", date(2026, 11, 20), 0),
    ],
)
def test_the_row_in_force_on_the_day_counts(country: str, on: date, least: int) -> None:
    rule = rule_for(profile_for(country).retention, RX, on)
    assert rule is not None
    assert (rule.least, bool(str(rule.source))) == (least, True)
    assert rule.usual >= rule.least


def test_a_country_says_nothing_of_what_it_doesnt_know() -> None:
    indonesia = profile_for("id").retention
    assert rule_for(indonesia, "catalog.imports", date(2026, 1, 1)) is None
    assert rule_for(indonesia, RX, date(2016, 1, 1)) is None


@pytest.mark.parametrize("first", range(2020, 2028))
def test_years_are_never_fewer_days_than_the_calendar_has(first: int) -> None:
    for count in (2, 3, 5):
        whole = date(first + count, 3, 1) - date(first, 3, 1)
        assert years(count) >= whole.days
