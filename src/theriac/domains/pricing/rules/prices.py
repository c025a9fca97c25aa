"""The price of a pack at a branch and a moment, and what a quantity costs at it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from theriac.core.money import divide_half_up


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """An exact price: ``amount`` minor units for ``units`` base units.

    ``derived``: it was taken from another pack's price, which the line may not exceed.
    """

    amount: int
    units: int
    derived: bool = False


@dataclass(frozen=True, slots=True)
class PackLevel:
    """A level in which a product is counted; ``factor`` base units in it."""

    id: Hashable
    factor: int
    sellable: bool = True


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A pack's price from an instant on, at one branch or (None) at every branch.

    Rows come in the order in which they were recorded.
    """

    pack_id: Hashable
    branch_id: Hashable | None
    amount: int
    valid_from: datetime


def price_in_force(
    rows: Iterable[PriceRow], pack_id: Hashable, *, branch_id: Hashable, moment: datetime
) -> PriceRow | None:
    """The pack's own row at the moment: the branch's before the general one, the latest of each.

    Of two from the same instant the later recorded.
    """
    begun = [row for row in rows if row.pack_id == pack_id and row.valid_from <= moment]
    own = [row for row in begun if row.branch_id == branch_id]
    general = [row for row in begun if row.branch_id is None]
    return max(reversed(own or general), key=lambda row: row.valid_from, default=None)


def resolve_price(
    levels: Sequence[PackLevel],
    rows: Sequence[PriceRow],
    pack_id: Hashable,
    *,
    branch_id: Hashable,
    moment: datetime,
) -> UnitPrice | None:
    """The price of ``pack_id``: its own; else the next larger sellable pack's; None when unpriced.

    Where no larger pack has a price either, the largest smaller pack's counts as many times as
    it fits. Raises KeyError when ``pack_id`` isn't among the levels.
    """
    factors = {level.id: level.factor for level in levels}
    factor = factors[pack_id]
    own = price_in_force(rows, pack_id, branch_id=branch_id, moment=moment)
    if own is not None:
        return UnitPrice(own.amount, factor)
    sellable = [level for level in levels if level.sellable and level.id != pack_id]
    larger = sorted((level for level in sellable if level.factor > factor), key=_factor)
    smaller = sorted((level for level in sellable if level.factor <= factor), key=_factor)
    for level in (*larger, *reversed(smaller)):
        row = price_in_force(rows, level.id, branch_id=branch_id, moment=moment)
        if row is not None:
            return UnitPrice(row.amount, level.factor, derived=True)
    return None


def _factor(level: PackLevel) -> int:
    return level.factor


def line_amount(price: UnitPrice, quantity: int) -> int:
    """What ``quantity`` base units cost, by exact ratio over the whole line, rounded once.

    Halves up; but a derived price is never exceeded, so that a cut strip isn't dearer by ratio
    than the whole one: what half-up would lift above it is rounded down.
    Raises ValueError for a quantity below 1.
    """
    if quantity < 1:
        raise ValueError("a line has at least one base unit")
    exact = price.amount * quantity
    return exact // price.units if price.derived else divide_half_up(exact, price.units)
