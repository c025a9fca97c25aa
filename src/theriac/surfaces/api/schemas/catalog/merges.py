"""Products that are there twice: pairs with reasons, merges, and a pack that changes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Reason
from theriac.surfaces.api.schemas.catalog.products import Unit
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, Wanted


class ProductPair(Answer):
    """Two products that may be one. Reasons: `code`, `medicine` (same maker and packs), `name`."""

    one_id: UUID
    one: str
    other_id: UUID
    other: str
    reasons: list[Literal["code", "medicine", "name"]]


class ProductPairs(Answer):
    """The likeliest first, at most 200."""

    items: list[ProductPair]


class PairsWanted(Wanted):
    """Of one product, or of the whole catalogue."""

    product_id: Id | None = Field(default=None, description="Pairs of this product alone.")


class ProductMerge(Answer):
    """A merge: what stands for what. `units` base units of `batches` batches were carried over."""

    id: UUID
    kept_id: UUID
    merged_id: UUID
    reason: str
    codes: int = Field(description="Barcodes that were moved.")
    units: int
    batches: int
    merged_at: datetime
    merged_by: UUID
    undone_at: datetime | None
    undone_by: UUID | None
    undone_reason: str


class ProductMergePage(Page[ProductMerge]):
    """A page of merges."""


class MergesWanted(Wanted):
    """Filters of the list of merges."""

    undone: FlagInAddress | None = Field(
        default=None, description="Only undone ones, or only others."
    )
    product_id: Id | None = Field(default=None, description="Merges of this product.")
    sort: Literal["merged_at", "-merged_at"] = "-merged_at"


class PackChoice(Body):
    """Which pack of the kept product the codes of a pack of the merged one open."""

    merged_pack_id: Id
    kept_pack_id: Id


class ProductMergeNew(Body):
    """Let `kept_id` stand for `merged_id`."""

    kept_id: Id
    merged_id: Id
    reason: Reason
    packs: list[PackChoice] = Field(
        default=[],
        max_length=12,
        description="For sizes that don't fit; others go to the pack of the same size.",
    )


class MergeUndone(Body):
    """Why they are two products."""

    reason: Reason


class PackChanged(Body):
    """A pack as it shall be; another `factor` only before a unit of the product was booked."""

    name: Unit
    factor: int = Field(ge=1, le=1_000_000, description="Base units in the pack.")
    sellable: bool = True
