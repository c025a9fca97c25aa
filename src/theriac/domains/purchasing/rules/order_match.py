"""Order, delivery and invoice side by side: what asks or brings more than was ordered.

Prices are compared as exact ratios of what a paid base unit asks: bonus packs that are missing stay
open on the order. Tolerances are whole percent; exactly at it is within.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

WHOLE = 100
"""Percent in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedAmount:
    """What one side says of a product: base units, how many of them are paid, and minor units.

    ``net`` is what the paid ones ask before tax.
    """

    units: int = 0
    paid: int = 0
    net: int = 0

    @property
    def of_one(self) -> Fraction:
        """What one paid base unit asks."""
        return Fraction(self.net, self.paid) if self.paid else Fraction(0)

    def with_more(self, units: int, paid: int, net: int) -> MatchedAmount:
        """With another line of the same product."""
        return MatchedAmount(units=self.units + units, paid=self.paid + paid, net=self.net + net)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedSide:
    """The delivery or the invoice: what it asks by product, beside what was ordered.

    Both with the lines' own discounts, or both without, as the side tells its prices.
    """

    by: str
    ordered: Mapping[UUID, MatchedAmount]
    asked: Mapping[UUID, MatchedAmount]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDifference:
    """A product over the tolerance: ``kind`` is price, quantity or unordered.

    For a price, ``ordered`` and ``asked`` are what 1 base unit asks, minor units exactly; for
    quantities base units, whole. ``by`` is who asks: ``delivery`` or ``invoice``.
    """

    kind: str
    by: str
    product_id: UUID
    ordered: Fraction
    asked: Fraction


def over_order(
    open_units: Mapping[UUID, int], sides: Sequence[MatchedSide], percent: int
) -> tuple[OrderDifference, ...]:
    """What is dearer than ordered, more than is open, or wasn't ordered, beyond the tolerance."""
    found: list[OrderDifference] = []
    for side in sides:
        by = side.by
        for product_id in sorted(side.asked):
            asked, wanted = side.asked[product_id], side.ordered.get(product_id)
            if wanted is None:
                units = Fraction(asked.units)
                found.append(_difference("unordered", by, product_id, Fraction(0), units))
                continue
            if is_over(asked.of_one, wanted.of_one, percent):
                found.append(_difference("price", by, product_id, wanted.of_one, asked.of_one))
            to_come = Fraction(open_units.get(product_id, 0))
            if is_over(Fraction(asked.units), to_come, percent):
                units = Fraction(asked.units)
                found.append(_difference("quantity", by, product_id, to_come, units))
    return tuple(found)


def is_over(asked: Fraction, ordered: Fraction, percent: int) -> bool:
    """Whether it is more than ordered and so many percent of it."""
    return asked * WHOLE > ordered * (WHOLE + percent)


def _difference(
    kind: str, by: str, product_id: UUID, ordered: Fraction, asked: Fraction
) -> OrderDifference:
    return OrderDifference(kind=kind, by=by, product_id=product_id, ordered=ordered, asked=asked)
