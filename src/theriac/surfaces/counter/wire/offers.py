"""Ids of sales that a counter still keeps, and those that the books lack."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, Field

OFFERED_AT_ONCE = 500


class OfferIn(BaseModel):
    """Sales that were answered for and are kept on the device still."""

    ids: list[UUID] = Field(max_length=OFFERED_AT_ONCE)


class OfferOut(BaseModel):
    """Those to be pushed again."""

    missing: list[UUID]
