"""How long suppliers take: an order counts once, and too few orders say nothing."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest

from theriac.domains.forecasting.rules.lead_times import (
    LeadSource,
    LeadTime,
    OrderArrival,
    days_of_orders,
    lead_spread,
    lead_spreads,
    lead_time,
)

pytestmark = [pytest.mark.unit, pytest.mark.rows("PUR-21")]
ONE, OTHER, SUPPLIER = UUID(int=1), UUID(int=2), UUID(int=9)
DAY = date(2026, 3, 2)


def came(order: UUID, after: int, lines: int = 1) -> OrderArrival:
    return OrderArrival(order, DAY, DAY + timedelta(days=after), lines)


def test_an_order_counts_once_with_the_mean_of_its_lines() -> None:
    found = days_of_orders([came(ONE, 2, 9), came(ONE, 32), came(OTHER, 4)])
    assert found == {ONE: Fraction(5), OTHER: Fraction(4)}


def test_goods_from_before_the_order_was_written_took_no_day() -> None:
    assert days_of_orders([came(ONE, -3)]) == {ONE: Fraction(0)}


def test_spread_is_that_of_a_sample() -> None:
    spread = lead_spread([Fraction(2), Fraction(3), Fraction(7)])
    assert spread is not None
    assert (spread.orders, spread.mean, spread.median) == (3, 4, 3)
    assert (spread.least, spread.most, spread.variance) == (2, 7, 7)


def test_one_order_has_no_variance_and_none_no_spread() -> None:
    alone = lead_spread([Fraction(3)])
    assert alone is not None
    assert alone.variance == 0
    assert lead_spread([]) is None
    assert lead_spreads({SUPPLIER: []}) == {}
    assert lead_spreads({SUPPLIER: [came(ONE, 3)]})[SUPPLIER].mean == 3


def test_enough_orders_go_before_what_was_set() -> None:
    spread = lead_spread([Fraction(4), Fraction(6)])
    measured = LeadTime(Fraction(5), LeadSource.ORDERS, Fraction(2), 2)
    assert lead_time(spread, least_orders=2, own=3, usual=7) == measured
    own = LeadTime(Fraction(3), LeadSource.SUPPLIER)
    assert lead_time(spread, least_orders=3, own=3, usual=7) == own
    assert lead_time(None, least_orders=2, own=0, usual=7).days == 0
    usual = LeadTime(Fraction(7), LeadSource.PHARMACY)
    assert lead_time(spread, least_orders=3, own=None, usual=7) == usual
