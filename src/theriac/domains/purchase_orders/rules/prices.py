"""What a line of an order or of a receipt asks, to the minor unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.core.money import divide_half_up, share_out

WHOLE_BP = 10_000
"""Basis points in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePrice:
    """What decides a line's cost; amounts are minor units, ``price`` that of one paid pack."""

    packs: int
    price: int
    discount_bp: int = 0
    discount: int = 0
    tax_bp: int = 0

    @property
    def gross(self) -> int:
        """The paid packs at their price."""
        return self.packs * self.price

    @property
    def own_discount(self) -> int:
        """What is taken off this line."""
        return divide_half_up(self.gross * self.discount_bp, WHOLE_BP) + self.discount

    @property
    def net(self) -> int:
        """What is left of it."""
        return self.gross - self.own_discount

    @property
    def tax(self) -> int:
        """The tax on what is left, rounded once, halves up."""
        return divide_half_up(self.net * self.tax_bp, WHOLE_BP)


@dataclass(frozen=True, slots=True)
class OrderSums:
    """What an order asks: ``total`` with tax and freight, by line in ``committed``."""

    taxes: tuple[int, ...]
    committed: tuple[int, ...]
    total: int

    @property
    def tax(self) -> int:
        """The tax of all lines."""
        return sum(self.taxes)


def sums_of(lines: Sequence[LinePrice], freight: int) -> OrderSums:
    """Each line with its tax and, by largest remainder, its part of the freight by what it asks."""
    nets = [line.net for line in lines]
    taxes = tuple(line.tax for line in lines)
    freights = share_out(freight, nets)
    parts = zip(nets, taxes, freights, strict=True)
    committed = tuple(net + tax + share for net, tax, share in parts)
    return OrderSums(taxes, committed, sum(committed))
