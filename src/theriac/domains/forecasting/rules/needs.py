"""How much of a product to order, and why: pure, in exact ratios of base units and whole days.

Reorder point and level are those of the replenishment with a minimum and a maximum (MSH, MDS-3,
ch. 23): the point is what sells until a delivery, and what is kept for surprises; the level is the
point and what sells until the next order. What is needed fills up to the level. Safety stock is
``z * sqrt(T * var_d + d² * var_L)`` over the days ``T`` until an order made next time has come,
because nothing that is ordered later can help before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor, isqrt

from theriac.domains.forecasting.rules.service_levels import quantile

LEAST_DAYS = 14
"""Demand is taken as of so many days at least: what sold on a few days is no rate yet."""
_ROOT_PARTS = 10_000


class NeedLimit(StrEnum):
    """What made the order another than the units that lack."""

    NONE = "none"
    EXPIRY = "expiry"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class DemandSpread:
    """Base units a day: their mean, and the variance of a day."""

    mean: Fraction
    variance: Fraction


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """``lead_days`` until a delivery comes, ``review_days`` until the next order is made.

    ``lead_variance`` is how the days until delivery vary, in days squared.
    """

    lead_days: int | Fraction
    review_days: int | Fraction
    service_percent: int
    lead_variance: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class StockPosition:
    """Base units that are there or will come.

    ``sellable`` sell before they expire; ``reserved`` of them are kept for somebody;
    ``in_transit`` come from another branch, ``on_order`` from a supplier.
    """

    sellable: int = 0
    reserved: int = 0
    in_transit: int = 0
    on_order: int = 0

    @property
    def units(self) -> int:
        """What demand may be met from; below zero where more is promised than comes."""
        return self.sellable - self.reserved + self.in_transit + self.on_order


@dataclass(frozen=True, slots=True)
class ShelfLot:
    """Base units that may be sold on ``days_left`` days, today among them."""

    units: int
    days_left: int


@dataclass(frozen=True, slots=True)
class OrderNeed:
    """Base units: what is kept for surprises, when to order, how far to fill up, what lacks.

    ``lacking`` fills up to ``level``; ``units`` are to be ordered, whole packs of ``pack``; no more
    than ``cap`` sell before they expire, None where that isn't known.
    """

    safety: int
    reorder_point: int
    level: int
    lacking: int
    cap: int | None
    pack: int
    units: int
    limit: NeedLimit

    @property
    def packs(self) -> int:
        """How many packs are to be ordered."""
        return self.units // self.pack


def spread_of(units: int, squares: int, days: int) -> DemandSpread:
    """Mean and sample variance of ``days`` days, from the sums of their units and squares."""
    counted = max(days, LEAST_DAYS)
    mean = Fraction(units, counted)
    return DemandSpread(mean, max(Fraction(0), (squares - mean * units) / (counted - 1)))


def safety_stock(spread: DemandSpread, terms: OrderTerms, days: int | Fraction) -> Fraction:
    """What is kept against surprises within so many days, rounded up at the fourth decimal."""
    square = days * spread.variance + spread.mean**2 * terms.lead_variance
    return _root_up(quantile(terms.service_percent) ** 2 * square)


def reorder_point(mean: Fraction, terms: OrderTerms, safety: Fraction | int) -> int:
    """The units at which an order is made at the latest: Smin."""
    return ceil(mean * terms.lead_days + safety)


def order_level(mean: Fraction, terms: OrderTerms, safety: Fraction | int) -> int:
    """The units up to which an order fills: Smax."""
    return ceil(mean * (terms.lead_days + terms.review_days) + safety)


def expiry_cap(mean: Fraction, usable_days: int, earlier: int) -> int:
    """The units of a delivery that sell in its usable days, after ``earlier`` ones did."""
    return max(0, floor(mean * max(0, usable_days)) - earlier)


def lasting_units(lots: Iterable[ShelfLot], mean: Fraction) -> int:
    """What of these lots sells before it expires, the first to expire sold first."""
    sold = 0
    for lot in sorted(lots, key=lambda one: one.days_left):
        sold += min(lot.units, max(0, floor(mean * lot.days_left) - sold))
    return sold


def fitting_pack(sizes: Collection[int], lacking: int) -> int:
    """The largest of these packs that so many units fill; the smallest where none is filled."""
    filled = [size for size in sizes if size <= lacking]
    return max(filled) if filled else min(sizes, default=1)


def need_of(
    spread: DemandSpread,
    terms: OrderTerms,
    position: StockPosition,
    *,
    packs: Collection[int] = (1,),
    minimum: int = 0,
    usable_days: int | None = None,
) -> OrderNeed:
    """What to order of a product in whole packs, of the size in ``packs`` that fits what lacks.

    ``minimum`` is what a person set as the least: point and level are never below it, and expiry
    never keeps it out. Packs that the level has room for are ordered; one more where less than the
    reorder point would be there otherwise. ``usable_days`` is how long a delivery may be sold.
    """
    safety = safety_stock(spread, terms, terms.lead_days + terms.review_days)
    point = max(reorder_point(spread.mean, terms, safety), minimum)
    level = max(order_level(spread.mean, terms, safety), minimum)
    there = position.units
    lacking = max(0, level - there)
    pack = fitting_pack(packs, lacking)
    count = _packs(lacking, pack, there, point)
    cap, limit = None, NeedLimit.PACK if lacking and not count else NeedLimit.NONE
    if usable_days is not None:
        cap = max(expiry_cap(spread.mean, usable_days, max(0, there)), minimum - there, 0)
        if count * pack > cap:
            count, limit = _within(cap, pack, minimum - there), NeedLimit.EXPIRY
    return OrderNeed(ceil(safety), point, level, lacking, cap, pack, count * pack, limit)


def _packs(lacking: int, pack: int, there: int, point: int) -> int:
    packs, left = divmod(lacking, pack)
    return packs + 1 if left and there + packs * pack <= point else packs


def _within(cap: int, pack: int, least: int) -> int:
    """The packs that ``cap`` has room for; as many as give ``least``, however they expire."""
    return max(cap // pack, -(-max(0, least) // pack))


def _root_up(square: Fraction) -> Fraction:
    """The square root, rounded up at the fourth decimal."""
    parts = ceil(square * _ROOT_PARTS**2)
    root = isqrt(parts)
    return Fraction(root + (root * root < parts), _ROOT_PARTS)
