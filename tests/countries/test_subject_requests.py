"""By when requests of data subjects are answered: the law's row on the day, months and hours."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from theriac.countries.registry import profile_for
from theriac.countries.subject_requests import answer_rule, answered_by, months_after

KINDS = "access copy correction erasure restriction withdrawal objection grievance".split()


@pytest.mark.parametrize("country", ["id", "in", "generic"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_country_has_a_period_for_each_kind_on_any_day(country: str, kind: str) -> None:
    for day in (date(1990, 1, 1), date(2026, 11, 20), date(2030, 1, 1)):
        rule = answer_rule(profile_for(country).subject_requests, kind, day)
        assert (rule.hours or rule.days or rule.months) > 0
        assert str(rule.source)


def test_indonesia_counts_three_times_twenty_four_hours() -> None:
    rules = profile_for("id").subject_requests
    rule = answer_rule(rules, "access", date(2026, 11, 20))
    arrived = datetime(2026, 11, 20, 3, 42, 10, tzinfo=UTC)
    assert answered_by(rule, arrived, "Asia/Jakarta") == datetime(
        2026, 11, 23, 3, 42, 10, tzinfo=UTC
    )
    assert (rule.more_months, rule.is_confirmed) == (0, True)
    assert answer_rule(rules, "access", date(2022, 10, 16)).more_months == 2


def test_india_lets_grievances_wait_ninety_days_once_the_rules_of_2025_hold() -> None:
    rules = profile_for("in").subject_requests
    assert answer_rule(rules, "grievance", date(2027, 5, 13)).months == 1
    assert answer_rule(rules, "grievance", date(2027, 5, 14)).days == 90
    assert answer_rule(rules, "access", date(2027, 5, 14)).days == 30


def test_a_month_ends_with_the_last_second_of_its_last_day_in_the_zone() -> None:
    rule = answer_rule(profile_for("generic").subject_requests, "erasure", date(2027, 1, 31))
    arrived = datetime(2027, 1, 31, 1, tzinfo=UTC)
    assert answered_by(rule, arrived, "UTC") == datetime(2027, 2, 28, 23, 59, 59, tzinfo=UTC)
    late = datetime(2027, 1, 31, 20, tzinfo=UTC)  # already February in Jakarta
    assert answered_by(rule, late, "Asia/Jakarta") == datetime(2027, 3, 1, 16, 59, 59, tzinfo=UTC)
    assert answered_by(rule, arrived, "UTC", rule.more_months) == datetime(
        2027, 4, 30, 23, 59, 59, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 5), 1, date(2026, 12, 5)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
