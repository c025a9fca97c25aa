"""What to send where before it expires."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from theriac.surfaces.api.schemas.types import Answer, Money


class TransferSuggestion(Answer):
    """Send so much of a batch there; `sells_here` and `sells_there` are base units in 30 days."""

    batch_id: UUID
    product_id: UUID
    product: str
    batch_number: str
    expires_on: date
    days_left: int
    to_branch_id: UUID
    quantity: int
    unsold: int
    sells_here: int
    sells_there: int
    saved: Money


class TransferSuggestions(Answer):
    """All of a branch."""

    items: list[TransferSuggestion]
