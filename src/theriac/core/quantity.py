"""Quantities as whole numbers of a product's base unit, and the packs that people count in.

A pack level is a whole multiple of the base unit: tablet 1, strip 10, box 100. People read
"2 boxes + 3 strips + 4 tablets", never 2.34 boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType

Quantity = NewType("Quantity", int)
"""A whole number of base units."""


@dataclass(frozen=True, slots=True)
class PackCount:
    """How many packs of one factor (base units in a pack)."""

    factor: int
    count: int


def split_into_packs(quantity: int, factors: Sequence[int]) -> list[PackCount]:
    """The greedy, exact split of ``quantity`` over pack factors, largest first, zeros left out.

    Factors are whole and at least 1; 1 is always understood, so that nothing remains.
    Raises ValueError for a factor below 1 or a negative quantity.
    """
    if quantity < 0:
        raise ValueError("a quantity is not negative")
    if any(factor < 1 for factor in factors):
        raise ValueError("a pack holds at least one base unit")
    parts: list[PackCount] = []
    left = quantity
    for factor in sorted({*factors, 1}, reverse=True):
        count, left = divmod(left, factor)
        if count:
            parts.append(PackCount(factor, count))
    return parts
