"""What it is worth to have a unit more of a product: the sales that are lost without it.

Demand until the next delivery is taken as normal, with the mean and variance of a day times the
days. With ``y`` units there, ``s * G((y - m) / s)`` of it can't be met, ``G`` being the unit normal
loss function (Silver, Pyke, Thomas: Inventory and Production Management, appendix II). Between the
points of the table it is a line, so a unit less than needed is never worth less than the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

VALUE_PARTS = 1_000
"""Values are whole thousandths of a minor unit."""
_LOSS_MILLIONTHS = (
    *(398_942, 350_935, 306_895, 266_761, 230_439, 197_797, 168_673, 142_879, 120_207, 100_431),
    *(83_315, 68_620, 56_102, 45_528, 36_668, 29_307, 23_242, 18_288, 14_276, 11_054),
    *(8_491, 6_468, 4_887, 3_662, 2_720, 2_004, 1_464, 1_060, 761, 542, 382),
    *(267, 185, 127, 87, 58, 38, 25, 15, 7, 0),
)
"""G at 0, 0.1, 0.2 ... 4.0, in millionths; from 4 on nothing is lost.

The last five are up to four millionths less, so that the line comes to 0 and never bends back.
"""
_STEPS = 10
_LAST = len(_LOSS_MILLIONTHS) - 1
_POINTS = (-30, -20, -15, -10, -5, 0, 5, 10, 15, 20, 30)
"""Where a tranche ends: tenths of a standard deviation from the mean."""


@dataclass(frozen=True, slots=True)
class HorizonDemand:
    """Base units that are asked for until the next delivery: their mean, and how they spread."""

    mean: Fraction
    spread: Fraction

    @classmethod
    def of(cls, mean: Fraction, variance: Fraction, days: int) -> HorizonDemand:
        """From the mean and variance of a day; the spread to the fourth decimal."""
        return cls(mean * days, Fraction(isqrt(int(variance * days * 10_000**2)), 10_000))

    def lost(self, there: int) -> Fraction:
        """The base units that can't be sold with so many there, on average."""
        if not self.spread:
            return max(Fraction(0), self.mean - there)
        return self.spread * _loss((there - self.mean) / self.spread)


@dataclass(frozen=True, slots=True)
class StockBounds:
    """Base units: what is there, the least that a person set, and up to where an order fills.

    ``minimum_share`` of each unit up to the minimum is worth as if it sold, whatever sells. Of what
    ``is_new`` nothing is known yet: the minimum is what will be asked for.
    """

    there: int
    minimum: int
    level: int
    minimum_share: Fraction
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Tranche:
    """``units`` base units, of each of which ``share`` is sold until the next delivery.

    One is worth at least what it would be if ``least`` of it sold: somebody wants it there.
    """

    units: int
    share: Fraction
    least: Fraction = Fraction(0)

    def value(self, earned: Fraction, kept: Fraction) -> int:
        """What a unit is worth in thousandths of a minor unit.

        ``earned`` is what is earned on a unit that is sold, ``kept`` what one costs that isn't.
        """
        worth = self.share * earned - (1 - self.share) * kept
        if self.least:
            worth = max(worth, self.least * earned)
        return int(worth * VALUE_PARTS // 1)


def tranches_of(demand: HorizonDemand, bounds: StockBounds) -> tuple[Tranche, ...]:
    """The units from what is there to the level, the most valuable first."""
    found, begin = [], bounds.there
    for end in _ends(demand, bounds):
        is_wanted = end <= bounds.minimum
        share = (demand.lost(begin) - demand.lost(end)) / (end - begin)
        if is_wanted and bounds.is_new:
            share = Fraction(1)
        least = bounds.minimum_share if is_wanted else Fraction(0)
        found.append(Tranche(end - begin, share, least))
        begin = end
    return tuple(found)


def _ends(demand: HorizonDemand, bounds: StockBounds) -> list[int]:
    points = {int((demand.mean + demand.spread * point / _STEPS) // 1) for point in _POINTS}
    points |= {bounds.minimum, bounds.level}
    return sorted(one for one in points if bounds.there < one <= bounds.level)


def _loss(distance: Fraction) -> Fraction:
    """G, a line between the points of the table; G(-z) is z + G(z)."""
    if distance < 0:
        return -distance + _loss(-distance)
    at = distance * _STEPS
    index = int(at // 1)
    if index >= _LAST:
        return Fraction(0)
    here, there = _LOSS_MILLIONTHS[index], _LOSS_MILLIONTHS[index + 1]
    return (here + (there - here) * (at - index)) / 1_000_000
