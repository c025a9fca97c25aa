"""What a customer pays at a counter for what the server books at once."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.core.facts.types import Instant
from theriac.domains.books.till_cash import CounterTill
from theriac.surfaces.counter.terminals import PairedDevice

MOST_MONEY = 10**12
"""Minor units of one amount, as of a sale."""


class MoneyTaken(BaseModel):
    """Money of a customer that a counter takes: how much, how, and into which till session.

    ``id`` and ``at`` are the device's own; cash is a move of the session under them.
    """

    token: str = Field(max_length=500)
    id: UUID
    at: Instant
    amount: int = Field(strict=True, ge=1, le=MOST_MONEY)
    method: Literal["cash", "card", "transfer", "qr"]
    reference: str = Field(default="", max_length=60)
    till_session_id: UUID | None = None

    def till(self, device: PairedDevice) -> CounterTill:
        """The till that takes it."""
        return CounterTill(
            terminal_id=device.point.terminal_id,
            session_id=self.till_session_id,
            move_id=self.id,
            at=self.at,
        )
