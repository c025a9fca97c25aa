"""How long a supplier takes, from what happened: pure, in exact ratios of calendar days.

An order counts once, with the mean of what its lines took, so that a large one says no more than
a small one and a late rest still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import median
from uuid import UUID


class LeadSource(StrEnum):
    """Where the days until a delivery were taken from."""

    ORDERS = "orders"
    SUPPLIER = "supplier"
    PHARMACY = "pharmacy"


@dataclass(frozen=True, slots=True)
class OrderArrival:
    """So many lines of an order came on a day."""

    order_id: UUID
    ordered_on: date
    came_on: date
    lines: int


@dataclass(frozen=True, slots=True)
class LeadSpread:
    """Days from an order until its goods, over so many ``orders``.

    ``variance`` is that of a sample in days squared, 0 of a single order.
    """

    orders: int
    mean: Fraction
    median: Fraction
    least: Fraction
    most: Fraction
    variance: Fraction


@dataclass(frozen=True, slots=True)
class LeadTime:
    """The days that needs go by, how they vary, and where they were taken from.

    ``orders`` were measured for it; 0 where none is counted.
    """

    days: Fraction
    source: LeadSource
    variance: Fraction = Fraction(0)
    orders: int = 0


def days_of_orders(arrivals: Iterable[OrderArrival]) -> dict[UUID, Fraction]:
    """The mean days of each order's lines; goods from before their order was written took 0."""
    sums: dict[UUID, tuple[int, int]] = {}
    for one in arrivals:
        days, lines = sums.get(one.order_id, (0, 0))
        took = max(0, (one.came_on - one.ordered_on).days)
        sums[one.order_id] = days + took * one.lines, lines + one.lines
    return {key: Fraction(days, lines) for key, (days, lines) in sums.items() if lines > 0}


def lead_spread(days: Sequence[Fraction]) -> LeadSpread | None:
    """How long these orders took and how that varies; None of none."""
    count = len(days)
    if not count:
        return None
    mean = sum(days, Fraction(0)) / count
    squares = sum(((one - mean) ** 2 for one in days), Fraction(0))
    return LeadSpread(
        orders=count,
        mean=mean,
        median=Fraction(median(days)),
        least=min(days),
        most=max(days),
        variance=squares / (count - 1) if count > 1 else Fraction(0),
    )


def lead_spreads(arrivals: Mapping[UUID, Iterable[OrderArrival]]) -> dict[UUID, LeadSpread]:
    """By supplier: how long its orders took."""
    found = {key: lead_spread([*days_of_orders(of).values()]) for key, of in arrivals.items()}
    return {key: spread for key, spread in found.items() if spread is not None}


def lead_time(
    measured: LeadSpread | None, *, least_orders: int, own: int | None, usual: int
) -> LeadTime:
    """What was measured of ``least_orders`` or more; else the supplier's ``own`` days, or usual."""
    if measured is not None and measured.orders >= least_orders:
        return LeadTime(measured.mean, LeadSource.ORDERS, measured.variance, measured.orders)
    if own is not None:
        return LeadTime(Fraction(own), LeadSource.SUPPLIER)
    return LeadTime(Fraction(usual), LeadSource.PHARMACY)
