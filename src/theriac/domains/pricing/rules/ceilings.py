"""MRP and HET: the most that a line may cost, before the bill's round-off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from theriac.domains.pricing.rules.prices import UnitPrice


class CeilingKind(StrEnum):
    """Where a ceiling comes from: printed on the batch, or set for the product by the state."""

    MRP = "mrp"
    HET = "het"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most ``amount`` minor units for ``units`` base units, tax inside."""

    kind: CeilingKind
    amount: int
    units: int

    def most_for(self, quantity: int) -> int:
        """The most that ``quantity`` base units may cost: the exact ratio, rounded down."""
        return self.amount * quantity // self.units


@dataclass(frozen=True, slots=True)
class CeilingBreach:
    """A line that costs more than it may."""

    position: int
    ceiling: Ceiling
    total: int
    most: int


def find_breach(
    position: int, total: int, quantity: int, ceilings: Iterable[Ceiling]
) -> CeilingBreach | None:
    """The lowest ceiling, when the line's total, tax included, is above it; else None."""
    lowest = min(
        ((ceiling.most_for(quantity), ceiling) for ceiling in ceilings),
        key=lambda pair: pair[0],
        default=None,
    )
    if lowest is None or total <= lowest[0]:
        return None
    return CeilingBreach(position, lowest[1], total, lowest[0])


def batch_price(
    listed: UnitPrice | None,
    mrp: Ceiling | None,
    *,
    sells_at_mrp: bool,
    pack_units: int,
    own: UnitPrice | None = None,
    het: Ceiling | None = None,
) -> UnitPrice | None:
    """The price of goods of one batch.

    A price of its ``own`` is asked for this batch alone, cut to the lowest of its MRP and the
    ``het``. Without one: where the country sells at MRP (India), the batch's printed MRP is its
    price, and the list counts only for a batch without one; elsewhere the list's price stands, and
    the MRP is a ceiling. ``pack_units`` is the size of the pack sold: where the price is of another
    size, it is derived. None when there is neither.
    """
    if own is not None:
        return _cut(own, [ceiling for ceiling in (mrp, het) if ceiling], pack_units)
    if mrp is not None and sells_at_mrp:
        return UnitPrice(mrp.amount, mrp.units, derived=pack_units != mrp.units)
    if listed is None or listed.units == pack_units:
        return listed
    return replace(listed, derived=True)


def _cut(own: UnitPrice, ceilings: Iterable[Ceiling], pack_units: int) -> UnitPrice:
    """The lowest by ratio of the price and the ceilings."""
    least = (own.amount, own.units)
    for one in ceilings:
        if one.amount * least[1] < least[0] * one.units:
            least = (one.amount, one.units)
    return UnitPrice(*least, derived=pack_units != least[1])
