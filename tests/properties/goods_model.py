"""Where goods lie, as simple as possible, to compare the books with. Imports nothing of Theriac."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import UUID

Spot = tuple[UUID, str]
"""A branch and the kind of a place there."""


@dataclass
class Tally:
    """What ever became of the units of one delivery's batch, whatever product it stands under."""

    received: int = 0
    sold: int = 0
    returned: int = 0
    destroyed: int = 0
    lost: int = 0

    @property
    def left(self) -> int:
        """What must lie somewhere."""
        return self.received - self.sold - self.returned - self.destroyed - self.lost


@dataclass
class GoodsModel:
    """Units by batch number and place; a number is given once, so merging products changes none."""

    units: Counter[tuple[str, Spot]] = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(default_factory=dict)
    costs: dict[str, Fraction] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)

    def arrive(self, number: str, spot: Spot, quantity: int, cost: int) -> None:
        """A new batch for ``cost`` altogether."""
        self.tallies[number] = Tally(received=quantity)
        self.costs[number] = Fraction(cost, quantity)
        self.units[number, spot] += quantity

    def unreceive(self, number: str, spot: Spot) -> None:
        """The delivery never was: all of it leaves."""
        self.units[number, spot] -= self.tallies[number].received
        self.tallies[number].received = 0

    def move(self, number: str, start: Spot, end: Spot, quantity: int) -> None:
        """From one place to another."""
        self.units[number, start] -= quantity
        self.units[number, end] += quantity

    def leave(self, number: str, spot: Spot, quantity: int, way: str) -> None:
        """Out of the books, or back into them by a quantity below zero."""
        self.units[number, spot] -= quantity
        tally = self.tallies[number]
        setattr(tally, way, getattr(tally, way) + quantity)

    def at(self, number: str, spot: Spot) -> int:
        """Units at a place."""
        return self.units[number, spot]

    def of(self, number: str, kinds: Iterable[str]) -> int:
        """Units in all places of these kinds."""
        wanted = set(kinds)
        return sum(
            units
            for (one, (_branch, kind)), units in self.units.items()
            if one == number and kind in wanted
        )

    def lying(self) -> dict[tuple[str, Spot], int]:
        """What lies anywhere."""
        return {key: units for key, units in self.units.items() if units}

    @property
    def value(self) -> Fraction:
        """At cost."""
        return sum((n * self.costs[one] for (one, _spot), n in self.units.items()), Fraction(0))
