"""When a cost is far off the last one, and a price below it: pure, on exact ratios of one unit."""

from __future__ import annotations

from fractions import Fraction

from theriac.core.money import round_half_up


def is_far(now: Fraction, last: Fraction, percent: int) -> bool:
    """Whether it is more than so many percent of the last cost away, up or down."""
    return abs(now - last) * 100 > last * percent


def is_below(price: int, units: int, cost: Fraction) -> bool:
    """Whether ``price`` minor units for so many base units is below what they cost."""
    return price < cost * units


def in_minor_units(cost: Fraction, units: int) -> int:
    """What so many base units cost, halves up; for people to read."""
    return round_half_up(cost * units)
