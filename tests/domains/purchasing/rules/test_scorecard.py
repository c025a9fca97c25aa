"""Suppliers' figures: what each rests on, and what says nothing."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.purchase_orders.rules.outcomes import OrderOutcome
from theriac.domains.purchasing.rules.scorecard import (
    CountedShare,
    GoodsCame,
    fill_of,
    index_of,
    moved_bp,
    prices_of,
    short_of,
    year_until,
)

pytestmark = pytest.mark.rows("PUR-21")
DAY = date(2026, 3, 2)
SUPPLIER, ONE, OTHER = UUID(int=9), UUID(int=1), UUID(int=2)


def came(
    receipt: int, cost: int, units: int = 10, product: UUID = ONE, lasts: int | None = 400
) -> GoodsCame:
    received_on = DAY + timedelta(days=receipt)
    return GoodsCame(
        supplier_id=SUPPLIER,
        product_id=product,
        receipt_id=UUID(int=100 + receipt),
        number=f"GR-{receipt}",
        received_on=received_on,
        expires_on=None if lasts is None else received_on + timedelta(days=lasts),
        units=units,
        cost=cost,
    )


def test_a_price_is_compared_with_the_first_and_the_one_before() -> None:
    (found,) = prices_of([came(1, 100), came(2, 110), came(3, 99)], 180)
    assert (found.first, found.before, found.last) == (10, 11, Fraction(99, 10))
    assert (found.over_period_bp, found.since_before_bp) == (-100, -1_000)
    assert (found.deliveries, found.units, found.number) == (3, 30, "GR-3")


def test_batches_of_one_receipt_are_one_price_and_free_goods_none() -> None:
    goods = [came(1, 100), came(1, 140), came(2, 0), came(3, 126)]
    (found,) = prices_of(goods, 180)
    assert (found.deliveries, found.first, found.before, found.last) == (
        3,
        12,
        12,
        Fraction(126, 10),
    )
    (once,) = prices_of([came(1, 100)], 180)
    assert (once.before, once.over_period_bp, once.since_before_bp) == (None, None, None)
    (free,) = prices_of([came(1, 0)], 180)
    assert (free.first, free.last, free.before) == (0, 0, None)


def test_the_index_weighs_by_units_and_leaves_out_what_came_once() -> None:
    goods = [
        *(came(1, 100), came(2, 120)),
        *(came(1, 900, 30, OTHER), came(2, 900, 30, OTHER)),
        came(1, 5, 1, UUID(int=3)),
    ]
    # 20 units went from 10 to 12 and 60 stayed at 30: 40 on 2,000.
    assert index_of(prices_of(goods, 180)) == (200, 2)
    assert index_of([]) == (None, 0)


def test_short_dated_units_are_those_under_the_bound_when_they_came() -> None:
    goods = [came(1, 1, 5, lasts=179), came(2, 1, 7, lasts=180), came(3, 1, 8, lasts=None)]
    assert short_of(goods, 180) == CountedShare(5, 20)
    assert CountedShare(5, 20).share_bp == 2_500
    assert CountedShare().share_bp is None


def test_what_came_of_what_was_ordered_is_told_by_line_and_by_unit() -> None:
    orders = [
        OrderOutcome(
            order_id=UUID(int=number),
            number=f"PO-{number}",
            supplier_id=SUPPLIER,
            state="received",
            ordered_on=DAY,
            lines=4,
            full_lines=3,
            ordered=100,
            received=90 + number,
        )
        for number in (0, 1)
    ]
    assert fill_of(orders) == (CountedShare(6, 8), CountedShare(181, 200))


def test_a_year_ends_with_its_last_day() -> None:
    assert year_until(DAY) == DAY - timedelta(days=365)
    assert year_until(date.min) == date.min


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 1000))
def test_a_price_that_moves_is_told_by_its_sign(first: int, last: int, units: int) -> None:
    (found,) = prices_of([came(1, first, units), came(2, last, units)], 180)
    assert index_of([found]) == (moved_bp(found.first, found.last), 1)
    assert (found.over_period_bp or 0) * (last - first) >= 0
