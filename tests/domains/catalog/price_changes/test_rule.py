"""The arithmetic of a change of many prices: exact results, rounded once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.core.facts.types import LARGEST
from theriac.domains.catalog.price_changes.rule import By, PriceRule, Rounding, to_step


@pytest.mark.parametrize(
    ("change", "step", "rounding", "before", "after"),
    [
        (400, 1, Rounding.NEAREST, 6_500, 6_760),
        (400, 100, Rounding.NEAREST, 6_500, 6_800),
        (400, 100, Rounding.UP, 6_500, 6_800),
        (400, 100, Rounding.DOWN, 6_500, 6_700),
        (-400, 100, Rounding.NEAREST, 6_500, 6_200),
        (250, 1, Rounding.NEAREST, 700, 718),
        (250, 1, Rounding.DOWN, 700, 717),
        (1, 1, Rounding.UP, 1, 2),
        (100, 100, Rounding.NEAREST, 740, 740),  # 747 would be 700, and this is a rise
        (-100, 100, Rounding.UP, 740, 740),
        (-9_999, 1, Rounding.NEAREST, 5_000, 1),
        (-9_999, 1, Rounding.NEAREST, 4_999, 0),
        (100_000, 1, Rounding.NEAREST, LARGEST, 11 * LARGEST),
    ],
)
def test_a_percentage_is_exact(
    change: int, step: int, rounding: Rounding, before: int, after: int
) -> None:
    rule = PriceRule(by=By.PERCENT, change=change, step=step, rounding=rounding)
    assert rule.price(before, None) == after


def test_an_amount_goes_on_top_or_off() -> None:
    assert PriceRule(by=By.AMOUNT, change=250).price(700, None) == 950
    assert PriceRule(by=By.AMOUNT, change=-750).price(700, None) == -50
    rule = PriceRule(by=By.AMOUNT, change=250, step=500, rounding=Rounding.UP)
    assert rule.price(6_500, None) == 7_000
    rise = PriceRule(by=By.AMOUNT, change=10, step=500, rounding=Rounding.DOWN)
    assert rise.price(6_700, None) == 6_700


def test_a_margin_is_on_the_cost_of_the_whole_pack_and_none_without_one() -> None:
    rule = PriceRule(by=By.MARGIN, change=2_500, step=100, rounding=Rounding.UP)
    assert rule.price(1, Fraction(19_990, 5)) == 5_000
    assert rule.price(1, Fraction(4_000)) == 5_000
    assert rule.price(1, Fraction(4_001)) == 5_100
    assert rule.price(1, None) is None
    assert PriceRule(by=By.MARGIN, change=0).price(1, Fraction(1, 3)) == 0


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (PriceRule(by=By.PERCENT, change=0), {"change"}),
        (PriceRule(by=By.AMOUNT, change=0), {"change"}),
        (PriceRule(by=By.MARGIN, change=0), set()),
        (PriceRule(by=By.MARGIN, change=-1), {"change"}),
        (PriceRule(by=By.PERCENT, change=-10_000), {"change"}),
        (PriceRule(by=By.PERCENT, change=100_001), {"change"}),
        (PriceRule(by=By.AMOUNT, change=2**53), {"change"}),
        (PriceRule(by=By.PERCENT, change=400, step=0), {"step"}),
        (PriceRule(by=By.PERCENT, change=0, step=10**9 + 1), {"change", "step"}),
        (PriceRule(by=By.PERCENT, change=-9_999, step=10**9), set()),
    ],
)
def test_a_rule_that_cannot_be_used_says_where(rule: PriceRule, fields: set[str]) -> None:
    assert set(rule.unfit()) == fields


@given(
    exact=st.fractions(-(10**12), 10**12),
    step=st.integers(1, 10**9),
    rounding=st.sampled_from(Rounding),
)
def test_what_is_rounded_is_a_multiple_and_nearer_than_a_step(
    exact: Fraction, step: int, rounding: Rounding
) -> None:
    whole = to_step(exact, step, rounding)
    assert whole % step == 0
    off = whole - exact
    if rounding is Rounding.UP:
        assert 0 <= off < step
    elif rounding is Rounding.DOWN:
        assert -step < off <= 0
    else:
        assert -step < 2 * off <= step
