"""What a counter still keeps of sales and of its till, and what of it the books lack."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

OFFERED_AT_ONCE = 500


class TillOffered(BaseModel):
    """A document of the till; ``session_id`` is an opening's own id."""

    id: UUID
    kind: Literal["opening", "cash_in", "cash_out", "safe_drop", "return", "closing"]
    session_id: UUID | None


class OfferIn(BaseModel):
    """Sales and documents that were answered for and are kept on the device still."""

    ids: list[UUID] = Field(max_length=OFFERED_AT_ONCE)
    till: list[TillOffered] = Field(default_factory=list, max_length=OFFERED_AT_ONCE)


class OfferOut(BaseModel):
    """Those to be pushed again; ``decided`` were on hold and aren't any more."""

    missing: list[UUID]
    till: list[UUID] = Field(default_factory=list)
    decided: list[UUID] = Field(default_factory=list)
