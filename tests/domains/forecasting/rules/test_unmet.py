"""What was asked for and not sold, beside days without stock: counted once, or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.forecasting.rules.needs import spread_of
from theriac.domains.forecasting.rules.series import BEFORE_ALL, DaySpan, DemandRate
from theriac.domains.forecasting.rules.unmet import (
    NOTHING_ASKED,
    AskedDays,
    asked_days,
    rate_with,
    spread_with,
)

pytestmark = pytest.mark.rows("STK-33")
FIRST = date(2026, 10, 1)
UNITS = st.integers(0, 500)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_day_is_out_where_all_that_count_as_one_product_are() -> None:
    members = [[DaySpan(day(3), day(5))], [DaySpan(BEFORE_ALL, day(4))]]
    asked = {day(2): 1, day(4): 10, day(5): 100}
    assert asked_days(asked, {day(5): 3}, members, 1_000) == AskedDays(
        in_stock=101, in_stock_squares=1 + 103**2 - 3**2, out=10, out_squares=100
    )


def test_a_huge_day_varies_it_no_further_than_the_most() -> None:
    found = asked_days({day(0): 900, day(1): 900}, {day(0): 5}, [[DaySpan(day(1), day(1))]], 100)
    assert (found.in_stock_squares, found.out_squares) == (100**2 - 5**2, 100**2)


def test_asked_on_days_with_stock_adds_to_what_they_sold() -> None:
    asked = AskedDays(in_stock=12, in_stock_squares=300)
    rate = rate_with(60, 30, 0, asked)
    assert (rate.demanded, rate.days_counted, rate.per_day) == (72, 30, Fraction(72, 30))
    assert spread_with(200, rate, asked) == spread_of(72, 500, 30)


def test_asked_on_days_out_as_often_as_it_sells_changes_nothing() -> None:
    """60 in 20 days are 3 a day; 30 asked for on the 10 days out are 3 a day too."""
    asked = AskedDays(out=30, out_squares=90)
    assert rate_with(60, 30, 10, asked) == DemandRate(60, 30, 10)
    assert spread_with(180, DemandRate(60, 30, 10), asked) == spread_of(60, 180, 20)


def test_asked_on_days_out_more_than_it_sells_counts_with_these_days() -> None:
    asked = AskedDays(out=31, out_squares=100)
    rate = rate_with(60, 30, 10, asked)
    assert (rate.asked, rate.out_counted, rate.per_day) == (31, True, Fraction(91, 30))
    assert spread_with(180, rate, asked) == spread_of(91, 280, 30)


def test_what_never_was_in_stock_is_wanted_as_often_as_it_is_asked_for() -> None:
    rate = rate_with(0, 90, 90, AskedDays(out=18, out_squares=50))
    assert (rate.per_day, rate.days_in_stock, rate.days_counted) == (Fraction(18, 90), 0, 90)


@given(UNITS, st.integers(1, 90), st.data(), UNITS, UNITS)
def test_demand_is_never_less_than_sold_nor_more_than_all(
    units: int, days: int, data: st.DataObject, within: int, out: int
) -> None:
    days_out = data.draw(st.integers(0, days))
    out = out if days_out else 0
    rate = rate_with(units, days, days_out, AskedDays(in_stock=within, out=out))
    without = rate_with(units, days, days_out, AskedDays(in_stock=within))
    assert units + within <= rate.demanded <= units + within + out
    assert rate.days_counted in {days - days_out, days}
    assert rate_with(units, days, days_out, NOTHING_ASKED) == DemandRate(units, days, days_out)
    # Nothing is counted twice: where days out count, all that was asked on them is in them.
    assert rate.out_counted or rate == without
