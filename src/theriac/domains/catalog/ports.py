"""What the catalogue needs to know of stock, which lies above it: stock registers itself."""

from __future__ import annotations

from dataclasses import dataclass
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

    units: int
    batches: int
    left: int = 0
    minimums: tuple[UUID, ...] = ()


class StockOfProducts(Protocol):
    """What stock answers and does for the catalogue, inside the catalogue's command."""

    def has_moved(self, product_id: UUID) -> bool:
        """Whether a unit of it was ever booked."""

    def carry(self, merging: Merging) -> Carried:
        """Carry all stock of the merged product to the kept one. Raises MergeRefused."""

    def bring_back(self, merging: Merging) -> Carried:
        """Bring back what was carried and is still there."""


_registered: list[StockOfProducts] = []


def register_stock(stock: StockOfProducts) -> None:
    """Let stock answer; the last one counts."""
    _registered[:] = [stock]


def stock_of_products() -> StockOfProducts:
    """Who answers for stock."""
    return _registered[0]
