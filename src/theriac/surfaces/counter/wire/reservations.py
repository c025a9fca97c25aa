"""What is reserved, as a counter asks for it: for the page's memory."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.surfaces.counter.wire.sales import BalanceOut

PRODUCTS = 50


class ReservedIn(BaseModel):
    """Products of the basket or the search, and who asks."""

    token: str = Field("", max_length=500)
    product_ids: list[UUID] = Field(max_length=PRODUCTS)


class ReservedOut(BaseModel):
    """Base units that are kept for somebody; ``reference`` null where the asker may not see whose.

    ``batches`` are the base units of each batch that it holds.
    """

    id: UUID
    product_id: UUID
    purpose: str
    reference: str | None
    quantity: int
    expires_at: datetime
    batches: list[BalanceOut]


class ReservationsOut(BaseModel):
    """What stands, the soonest over first."""

    reservations: list[ReservedOut]
