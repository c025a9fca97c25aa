"""How much to order: the shared vectors, and what holds of any demand, stock and terms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.forecasting.rules.needs import (
    LEAST_DAYS,
    DemandSpread,
    NeedLimit,
    OrderNeed,
    OrderTerms,
    ShelfLot,
    StockPosition,
    expiry_cap,
    fitting_pack,
    lasting_units,
    need_of,
    order_level,
    reorder_point,
    safety_stock,
    spread_of,
)
from theriac.domains.forecasting.rules.series import DemandRate
from theriac.domains.forecasting.rules.service_levels import quantile

VECTORS = Path(__file__).parents[4] / "contracts" / "vectors" / "inventory_formulas.json"
CASES = json.loads(VECTORS.read_text("utf-8"))["cases"]
FOUR_A_DAY = DemandSpread(Fraction(4), Fraction(9))
NO_DEMAND = DemandSpread(Fraction(0), Fraction(0))


def of_kind(kind: str) -> Any:
    cases = [case for case in CASES if case["kind"] == kind]
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def exact(number: float) -> Fraction:
    return Fraction(str(number))


@of_kind("safety_stock")
def test_safety_stock_and_reorder_point_are_the_vectors_ones(case: Mapping[str, Any]) -> None:
    spread = DemandSpread(exact(case["demand_mean"]), exact(case["demand_sd"]) ** 2)
    percent = int(exact(case["service_level"]) * 100)
    terms = OrderTerms(case["lead_mean"], 0, percent, exact(case["lead_sd"]) ** 2)
    safety = safety_stock(spread, terms, case["lead_mean"])
    assert float(safety) == pytest.approx(case["expect"]["safety_stock"], abs=0.01)
    assert reorder_point(spread.mean, terms, safety) == case["expect"]["reorder_point_units"]


@pytest.mark.rows("ANA-05")
@of_kind("amc")
def test_a_rate_leaves_days_without_stock_out_as_the_vectors_do(case: Mapping[str, Any]) -> None:
    rate = DemandRate(sum(case["consumption"]), case["period_days"], case["stockout_days"])
    assert rate.per_day is not None
    monthly = rate.per_day * exact(30.5)
    assert float(monthly) == pytest.approx(case["expect"]["amc"], abs=0.01)


@of_kind("min_max")
def test_minimum_maximum_and_order_are_the_vectors_ones(case: Mapping[str, Any]) -> None:
    mean, safety = exact(case["amc"]), case["safety"]
    terms = OrderTerms(exact(case["lead_months"]), exact(case["procurement_months"]), 95)
    there = StockPosition(case["on_hand"], case["back_orders"], on_order=case["on_order"])
    point, level = reorder_point(mean, terms, safety), order_level(mean, terms, safety)
    assert (point, level) == (case["expect"]["s_min"], case["expect"]["s_max"])
    assert max(0, level - there.units) == case["expect"]["order"]
    assert (there.units <= point) is case["expect"]["trigger"]


@of_kind("expiry_cap")
def test_no_more_is_ordered_than_sells_before_it_expires(case: Mapping[str, Any]) -> None:
    mean, pack = exact(case["daily_demand"]), case["pack"]
    usable = case["days_to_expiry"] - case["min_shelf_days"]
    cap = expiry_cap(mean, usable, case["earlier_stock"])
    assert cap == case["expect"]["cap_units"]
    assert min(case["proposed"], cap) // pack * pack == case["expect"]["order_units"]


def need(
    spread: DemandSpread = FOUR_A_DAY,
    sellable: int = 20,
    *,
    percent: int = 95,
    **options: Any,
) -> OrderNeed:
    return need_of(spread, OrderTerms(7, 7, percent), StockPosition(sellable), **options)


def test_an_order_fills_up_to_the_level_in_whole_packs() -> None:
    """4 a day over 14 days are 56; 1.644854 * sqrt(14 * 9) = 18.46 are kept."""
    found = need(packs=[10])
    assert (found.safety, found.reorder_point, found.level) == (19, 47, 75)
    assert (found.lacking, found.packs, found.units, found.limit) == (55, 5, 50, NeedLimit.NONE)
    # 20 there and 50 ordered are more than 47; with 30 a pack, 20 and 30 are too.
    assert need(packs=[30]).units == 30
    assert need(packs=[50], sellable=46).units == 50
    waits = need(packs=[50], sellable=48)
    assert (waits.lacking, waits.units, waits.limit) == (27, 0, NeedLimit.PACK)


def test_what_a_person_set_as_the_least_is_ordered_without_demand_and_though_it_expires() -> None:
    found = need_of(NO_DEMAND, OrderTerms(7, 7, 95), StockPosition(1), packs=[10], minimum=5)
    assert (found.lacking, found.units, found.reorder_point) == (4, 10, 5)
    kept = need_of(
        NO_DEMAND, OrderTerms(7, 7, 95), StockPosition(1), packs=[10], minimum=5, usable_days=300
    )
    assert (kept.units, kept.limit) == (10, NeedLimit.EXPIRY)
    enough = need_of(NO_DEMAND, OrderTerms(7, 7, 95), StockPosition(5), packs=[10], minimum=5)
    assert (enough.lacking, enough.units, enough.limit) == (0, 0, NeedLimit.NONE)


def test_no_more_is_ordered_than_the_usual_shelf_life_sells() -> None:
    capped = need(packs=[10], usable_days=15)
    assert (capped.cap, capped.units, capped.limit) == (40, 40, NeedLimit.EXPIRY)
    never = need(packs=[10], usable_days=-3)
    assert (never.cap, never.units) == (0, 0)


def test_what_is_reserved_comes_and_is_ordered_counts() -> None:
    terms = OrderTerms(7, 7, 95)
    there = StockPosition(sellable=20, reserved=5, in_transit=10, on_order=30)
    assert there.units == 55
    assert need_of(FOUR_A_DAY, terms, there).lacking == 20


def test_the_spread_is_of_the_days_with_stock_and_of_a_fortnight_at_least() -> None:
    """Four days in a hundred sold 10 each; two days alone are taken for fourteen."""
    found = spread_of(40, 400, 100)
    assert found == DemandSpread(Fraction(2, 5), Fraction(400 - 16, 99))
    assert spread_of(14, 98, 2) == DemandSpread(Fraction(1), Fraction(98 - 14, LEAST_DAYS - 1))
    assert spread_of(0, 0, 0) == NO_DEMAND


def test_what_expires_before_it_sells_is_not_counted() -> None:
    lots = [ShelfLot(30, 20), ShelfLot(10, 2), ShelfLot(5, 3)]
    # At 2 a day: 4 of the first to expire, 2 of the next, 34 of 30 days' room of the last.
    assert lasting_units(lots, Fraction(2)) == 4 + 2 + 30
    assert lasting_units(lots, Fraction(0)) == 0


def test_goods_that_never_came_are_ordered_in_the_largest_pack_that_is_filled() -> None:
    assert [fitting_pack([100, 1, 10], lacking) for lacking in (0, 4, 27, 100)] == [1, 1, 10, 100]
    assert (fitting_pack([12], 5), fitting_pack([], 5)) == (12, 1)


SPREADS = st.builds(
    DemandSpread,
    st.fractions(0, 200, max_denominator=90),
    st.fractions(0, 5_000, max_denominator=90),
)
UNITS = st.integers(0, 3_000)
TERMS = st.builds(
    OrderTerms,
    st.integers(0, 60),
    st.integers(1, 60),
    st.integers(50, 99),
    st.fractions(0, 20, max_denominator=10),
)
POSITIONS = st.builds(StockPosition, UNITS, st.integers(0, 50), UNITS, UNITS)
OPTIONS = st.fixed_dictionaries(
    {
        "packs": st.lists(st.integers(1, 300), min_size=1, max_size=1),
        "minimum": st.integers(0, 500),
        "usable_days": st.none() | st.integers(-30, 900),
    }
)


@given(SPREADS, TERMS, POSITIONS, OPTIONS)
def test_a_need_is_whole_packs_and_never_below_zero_nor_above_what_sells(
    spread: DemandSpread, terms: OrderTerms, there: StockPosition, options: dict[str, Any]
) -> None:
    found = need_of(spread, terms, there, **options)
    assert found.units >= 0
    assert found.units % found.pack == 0
    assert found.units < found.lacking + found.pack
    if found.cap is not None and options["minimum"] <= there.units:
        assert found.units <= found.cap
    if found.limit is not NeedLimit.EXPIRY and found.lacking:
        assert there.units + found.units > found.reorder_point or found.units >= found.lacking


@given(SPREADS, TERMS, POSITIONS, OPTIONS, st.integers(1, 500))
def test_more_stock_never_needs_more(
    spread: DemandSpread,
    terms: OrderTerms,
    there: StockPosition,
    options: dict[str, Any],
    more: int,
) -> None:
    for name in ("sellable", "in_transit", "on_order"):
        with_more = replace(there, **{name: getattr(there, name) + more})
        less = need_of(spread, terms, with_more, **options)
        assert less.units <= need_of(spread, terms, there, **options).units


@given(SPREADS, TERMS, POSITIONS, OPTIONS)
def test_a_higher_service_level_never_needs_less(
    spread: DemandSpread, terms: OrderTerms, there: StockPosition, options: dict[str, Any]
) -> None:
    higher = replace(terms, service_percent=min(99, terms.service_percent + 1))
    before, after = (need_of(spread, one, there, **options) for one in (terms, higher))
    assert after.safety >= before.safety
    assert after.units >= before.units


@given(SPREADS, TERMS)
def test_safety_stock_is_the_root_within_a_ten_thousandth(
    spread: DemandSpread, terms: OrderTerms
) -> None:
    safety = safety_stock(spread, terms, terms.lead_days)
    square = terms.lead_days * spread.variance + spread.mean**2 * terms.lead_variance
    least = Fraction(1, 10_000)
    wanted = quantile(terms.service_percent) ** 2 * square
    assert safety**2 >= wanted
    assert safety < least or (safety - least) ** 2 < wanted
    assert ceil(safety) <= reorder_point(spread.mean, terms, safety)
