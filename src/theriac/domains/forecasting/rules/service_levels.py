"""How far above its mean a demand is covered, by the share of cycles without a stock-out."""

from __future__ import annotations

from fractions import Fraction

LEAST_PERCENT, MOST_PERCENT = 50, 99

_MILLIONTHS = (
    *(0, 25_069, 50_154, 75_270, 100_434, 125_661, 150_969, 176_374, 201_893, 227_545),
    *(253_347, 279_319, 305_481, 331_853, 358_459, 385_320, 412_463, 439_913, 467_699, 495_850),
    *(524_401, 553_385, 582_842, 612_813, 643_345, 674_490, 706_303, 738_847, 772_193, 806_421),
    *(841_621, 877_896, 915_365, 954_165, 994_458, 1_036_433, 1_080_319, 1_126_391, 1_174_987),
    *(1_226_528, 1_281_552, 1_340_755, 1_405_072, 1_475_791, 1_554_774, 1_644_854, 1_750_686),
    *(1_880_794, 2_053_749, 2_326_348),
)
"""Quantiles of the standard normal distribution from 50 to 99 percent, to the sixth decimal.

Source: the inverse of the cumulative distribution (NIST/SEMATECH e-Handbook of Statistical
Methods, 1.3.6.6.1).
"""


_QUANTILES = tuple(Fraction(one, 1_000_000) for one in _MILLIONTHS)


def quantile(percent: int) -> Fraction:
    """The standard deviations by which so many percent of cycles are covered.

    A service level outside ``LEAST_PERCENT`` to ``MOST_PERCENT`` is taken for the nearer of them.
    """
    within = min(max(percent, LEAST_PERCENT), MOST_PERCENT)
    return _QUANTILES[within - LEAST_PERCENT]
