"""A code that no product has, linked to a pack at a counter."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, Field

from theriac.core.facts.types import Text500


class LinkCodeIn(BaseModel):
    """What was scanned, the pack in the hand, and who says so."""

    token: str = Field(max_length=500)
    code: Text500
    pack_id: UUID


class LinkedCodeOut(BaseModel):
    """The code as it is kept: of a GS1 code its GTIN in 14 digits."""

    code: str
    pack_id: UUID
