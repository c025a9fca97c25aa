"""Costs are compared as exact ratios."""

from fractions import Fraction

import pytest

from theriac.domains.stock.rules.last_costs import in_minor_units, is_below, is_far


@pytest.mark.parametrize(
    ("now", "percent", "far"),
    [(150, 50, False), (151, 50, True), (50, 50, False), (49, 50, True), (100, 0, False)],
)
def test_far_is_more_than_the_share_away_both_ways(now: int, percent: int, far: bool) -> None:
    assert is_far(Fraction(now), Fraction(100), percent) is far


def test_a_price_is_below_by_the_smallest_part() -> None:
    third = Fraction(100, 3)
    assert is_below(33, 1, third)
    assert not is_below(34, 1, third)
    assert not is_below(100, 3, third)


def test_people_read_halves_rounded_up() -> None:
    assert in_minor_units(Fraction(1, 2), 1) == 1
    assert in_minor_units(Fraction(100, 3), 10) == 333
