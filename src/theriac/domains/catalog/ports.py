"""What the catalogue needs of those above it that keep something of products: they register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """Two products within a merge or its undoing; ``reason`` goes onto the movements.

    ``minimums`` is what ``Carried`` told of them when they were merged.
    """

    merge_id: UUID
    kept_id: UUID
    merged_id: UUID
    reason: str
    minimums: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """Base units that went over, in how many batches; ``left`` stayed where they were.

    ``minimums`` are those that became the kept product's.
    """

    units: int = 0
    batches: int = 0
    left: int = 0
    minimums: tuple[UUID, ...] = ()

    def __add__(self, other: Carried) -> Carried:
        return Carried(
            self.units + other.units,
            self.batches + other.batches,
            self.left + other.left,
            self.minimums + other.minimums,
        )


class TakesPart:
    """Who keeps something of products and takes part, inside the catalogue's command.

    What doesn't concern one stays as it is here.
    """

    def has_moved(self, product_id: UUID) -> bool:
        """Whether a unit of the product was ever booked."""
        return False

    def require_settled(self, product_ids: tuple[UUID, UUID]) -> None:
        """Raise MergeRefused while something of these products must be settled by itself first."""

    def carry(self, merging: Merging) -> Carried:
        """Carry what is kept of the merged product to the kept one. Raises MergeRefused."""
        return Carried()

    def bring_back(self, merging: Merging) -> Carried:
        """Bring back what was carried and is still there."""
        return Carried()


class KnowsCosts(Protocol):
    """Knows what products cost the last time that they came."""

    def __call__(self, product_ids: Collection[UUID]) -> Mapping[UUID, Fraction]:
        """Minor units of one base unit by product; none where nothing is known."""


class KnowsPrinted(Protocol):
    """Knows the lowest price printed on what a branch has, or (None) any branch."""

    def __call__(
        self, product_ids: Collection[UUID], branch_id: UUID | None
    ) -> Mapping[UUID, Fraction]:
        """Minor units of one base unit by product; none where nothing is printed."""


class KnowsStock(Protocol):
    """Knows which products a branch may sell now."""

    def __call__(self, branch_id: UUID, product_ids: Collection[UUID]) -> frozenset[UUID]:
        """Those of the products that are on the branch's shelf."""


_registered: dict[str, TakesPart] = {}
_costs: list[KnowsCosts] = []
_printed: list[KnowsPrinted] = []
_stock: list[KnowsStock] = []


def register_part(name: str, part: TakesPart) -> None:
    """Let a domain take part in what becomes of products, by its name."""
    _registered[name] = part


def register_costs(costs: KnowsCosts) -> None:
    """Let ``costs`` answer; the last one counts."""
    _costs[:] = [costs]


def register_printed(printed: KnowsPrinted) -> None:
    """Let ``printed`` answer; the last one counts."""
    _printed[:] = [printed]


def register_stock(stock: KnowsStock) -> None:
    """Let ``stock`` answer; the last one counts."""
    _stock[:] = [stock]


def in_stock(branch_id: UUID, product_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the products that are on the branch's shelf."""
    return _stock[0](branch_id, product_ids)


def lowest_printed(
    product_ids: Collection[UUID], branch_id: UUID | None
) -> Mapping[UUID, Fraction]:
    """Minor units of one base unit by product: the lowest MRP of what is in stock there."""
    return _printed[0](product_ids, branch_id)


def last_costs(product_ids: Collection[UUID]) -> Mapping[UUID, Fraction]:
    """Minor units of one base unit by product, as it cost the last time that it came."""
    return _costs[0](product_ids)


def has_moved(product_id: UUID) -> bool:
    """Whether a unit of the product was ever booked."""
    return any(part.has_moved(product_id) for part in _registered.values())


def carry(merging: Merging) -> Carried:
    """Let each domain carry what it keeps of the merged product. Raises MergeRefused."""
    _require_settled(merging)
    return sum((part.carry(merging) for part in _registered.values()), Carried())


def bring_back(merging: Merging) -> Carried:
    """Let each domain bring back what it carried and is still there. Raises MergeRefused."""
    _require_settled(merging)
    return sum((part.bring_back(merging) for part in _registered.values()), Carried())


def _require_settled(merging: Merging) -> None:
    for part in _registered.values():
        part.require_settled((merging.merged_id, merging.kept_id))
