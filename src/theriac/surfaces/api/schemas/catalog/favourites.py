"""The tiles of a branch's counters."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from theriac.surfaces.api.schemas.types import Answer, Body, Page


class FavouriteTile(Answer):
    """A pack among the tiles of a branch; the first has position 1."""

    pack_id: UUID
    branch_id: UUID
    product_id: UUID
    product: str
    pack: str
    factor: int
    position: int


class FavouriteTilePage(Page[FavouriteTile]):
    """A page of tiles."""


class FavouritePlace(Body):
    """Where the tile stands; left out, the last, or where it is already."""

    position: Annotated[int, Field(ge=1, le=24)] | None = None
