"""Quantiles of the standard normal distribution, held against the standard library's."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from statistics import NormalDist

import pytest

from theriac.domains.forecasting.rules.service_levels import (
    LEAST_PERCENT,
    MOST_PERCENT,
    quantile,
)


@pytest.mark.parametrize("percent", range(LEAST_PERCENT, MOST_PERCENT + 1))
def test_each_quantile_is_that_of_the_normal_distribution(percent: int) -> None:
    assert float(quantile(percent)) == pytest.approx(NormalDist().inv_cdf(percent / 100), abs=5e-7)


def test_a_higher_level_covers_more_and_the_ends_hold_what_is_beyond() -> None:
    levels = range(LEAST_PERCENT, MOST_PERCENT + 1)
    assert all(quantile(low) < quantile(high) for low, high in pairwise(levels))
    assert (quantile(0), quantile(100)) == (Fraction(0), quantile(99))
