"""The facts that the catalogue announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChanged(Event):
    """A product changed: its packs, codes, prices, picture, or its maker's or category's name."""

    type: ClassVar[str] = "theriac.catalog.product.changed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRanked(Event):
    """A branch sells more or less of a product than before, by a level of the search."""

    type: ClassVar[str] = "theriac.catalog.product.ranked.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductsMerged(Event):
    """A product now stands for another: data has both ids."""

    type: ClassVar[str] = "theriac.catalog.product.merged.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductsUnmerged(Event):
    """A merge was undone: data has both ids."""

    type: ClassVar[str] = "theriac.catalog.product.unmerged.v1"
