"""Money day by day: the day it runs out, the day it is under the floor, and what takes it there."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from theriac.domains.purchasing.rules.cash_flow import DueAmount, project

FIRST = date(2026, 11, 27)
pytestmark = pytest.mark.rows("CAP-04")


def due(days: int, amount: int, number: str = "") -> DueAmount:
    day = FIRST + timedelta(days=days)
    return DueAmount(due_on=day, amount=amount, kind="bill", number=number)


def test_the_day_money_goes_under_zero_and_the_cause() -> None:
    found = project(1_000, 300, Fraction(0), [due(2, 800), due(5, 300, "INV-9")], (FIRST, 10))

    assert found.below_floor is not None
    assert found.below_floor.day == FIRST + timedelta(days=2)
    assert found.below_zero is not None
    assert (found.below_zero.day, found.below_zero.money) == (FIRST + timedelta(days=5), -100)
    cause = found.cause_of(found.below_zero)
    assert cause is not None
    assert cause.amount == 800


def test_what_is_late_goes_out_today_and_a_credit_comes_in() -> None:
    found = project(100, 0, Fraction(0), [due(-9, 60), due(1, -20)], (FIRST, 3))

    assert [one.money for one in found.days] == [40, 60, 60]
    assert found.below_zero is None


def test_money_that_comes_to_nothing_at_all_has_not_run_out() -> None:
    found = project(100, 0, Fraction(0), [due(1, 100)], (FIRST, 3))

    assert [one.money for one in found.days] == [100, 0, 0]
    assert (found.below_zero, found.below_floor) == (None, None)


def test_a_mean_of_fractions_adds_up_exactly() -> None:
    found = project(0, 0, Fraction(10, 3), [], (FIRST, 9))

    assert [one.money for one in found.days] == [3, 6, 10, 13, 16, 20, 23, 26, 30]


def test_a_mean_that_costs_brings_it_down_without_a_due_amount() -> None:
    found = project(10, 0, Fraction(-4), [], (FIRST, 9))

    assert found.below_zero is not None
    assert found.below_zero.day == FIRST + timedelta(days=2)
    assert found.cause_of(found.below_zero) is None
