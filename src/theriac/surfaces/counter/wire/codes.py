"""A code that no product has: linked to a pack at a counter, or kept for the office."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, Field

from theriac.core.facts.types import Text500
from theriac.domains.catalog.commands.unknown_codes import CodeKept


class LinkCodeIn(BaseModel):
    """What was scanned, the pack in the hand, and who says so."""

    token: str = Field(max_length=500)
    code: Text500
    pack_id: UUID


class LinkedCodeOut(BaseModel):
    """The code as it is kept: of a GS1 code its GTIN in 14 digits."""

    code: str
    pack_id: UUID


class KeptCodesIn(BaseModel):
    """Codes that somebody there kept for the office, and that the server hasn't answered for."""

    codes: list[CodeKept] = Field(max_length=100)


class KeptCodesOut(BaseModel):
    """What the device needn't send again: counted (or counted before), or no barcode at all.

    What is in neither may be sent again later: the terminal kept too many today.
    """

    taken: list[UUID]
    refused: list[UUID]
