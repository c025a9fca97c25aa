"""A line over batches of different MRP or own price splits: a part has one price and ceiling."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from theriac.domains.pricing.rules.ceilings import Ceiling
from theriac.domains.pricing.rules.prices import PackLevel, UnitPrice


@dataclass(frozen=True, slots=True)
class BatchUnits:
    """So many base units of one batch, with the MRP printed on it and the price of its own."""

    batch_id: Hashable
    quantity: int
    mrp: Ceiling | None = None
    own: UnitPrice | None = None


@dataclass(frozen=True, slots=True)
class LinePart:
    """Base units of one MRP and own price, in whole packs of the largest level that counts them."""

    pack: PackLevel
    packs: int
    quantity: int
    mrp: Ceiling | None
    shares: tuple[BatchUnits, ...]
    own: UnitPrice | None = None


def _same_ratio(one: Ceiling | UnitPrice | None, other: Ceiling | UnitPrice | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.amount * other.units == other.amount * one.units


def _sold_alike(one: BatchUnits, other: BatchUnits) -> bool:
    return _same_ratio(one.mrp, other.mrp) and _same_ratio(one.own, other.own)


def whole_packs(
    quantity: int, levels: Sequence[PackLevel], pack_id: Hashable
) -> tuple[PackLevel, int]:
    """The largest level, no larger than ``pack_id``'s, that counts ``quantity`` in whole packs.

    Raises KeyError when the pack isn't among the levels, ValueError when no level fits (every
    product has one of factor 1).
    """
    wanted = {level.id: level for level in levels}[pack_id]
    fitting = [
        level
        for level in levels
        if level.factor <= wanted.factor
        and quantity % level.factor == 0
        and (level.sellable or level.factor == 1)
    ]
    if wanted in fitting:
        return wanted, quantity // wanted.factor
    if not fitting:
        raise ValueError("no pack level counts this quantity")
    best = max(fitting, key=lambda level: level.factor)
    return best, quantity // best.factor


def unstocked_part(
    quantity: int, levels: Sequence[PackLevel], pack_id: Hashable
) -> tuple[LinePart, ...]:
    """The whole line as one part, of what has no batches: priced by the list alone."""
    pack, packs = whole_packs(quantity, levels, pack_id)
    return (LinePart(pack, packs, quantity, None, ()),)


def split_line(
    shares: Sequence[BatchUnits], levels: Sequence[PackLevel], pack_id: Hashable
) -> tuple[LinePart, ...]:
    """The line's parts in the order in which their batches were allocated, one for each price."""
    groups: list[list[BatchUnits]] = []
    for share in shares:
        for group in groups:
            if _sold_alike(group[0], share):
                group.append(share)
                break
        else:
            groups.append([share])
    parts = []
    for group in groups:
        quantity = sum(share.quantity for share in group)
        pack, packs = whole_packs(quantity, levels, pack_id)
        parts.append(LinePart(pack, packs, quantity, group[0].mrp, tuple(group), group[0].own))
    return tuple(parts)
