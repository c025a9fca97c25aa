"""What a counter may sell without its network, as it hears and tells it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.surfaces.counter.wire.sales import QuotaOut

NAMED = 500


class KeptIn(BaseModel):
    """What the device keeps of a quota that it was told with this version."""

    product_id: UUID
    quantity: int = Field(ge=0)
    version: int = Field(ge=0)


class QuotaIn(BaseModel):
    """Products whose stock the device heard of, what it gives back, where its round stands."""

    named: list[UUID] = Field(default_factory=list, max_length=NAMED)
    kept: list[KeptIn] = Field(default_factory=list, max_length=NAMED)
    after: UUID | None = None
    limited: bool = False


class QuotasOut(BaseModel):
    """The answer: of another ``lease`` than it knew the device forgets what it had.

    Not ``limited``: no other counter sells here, so that it may sell all there is.
    """

    lease: UUID
    valid_until: datetime
    quotas: list[QuotaOut]
    next: UUID | None
    limited: bool
