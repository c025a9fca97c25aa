"""Copies of receipts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from theriac.surfaces.api.schemas.types import Answer, Page


class ReceiptCopy(Answer):
    """One reprint of a sale's receipt; `number` counts the sale's copies from 1."""

    id: UUID
    sale_id: UUID
    number: int
    taken_at: datetime
    taken_by: UUID
    terminal_id: UUID | None


class ReceiptCopyPage(Page[ReceiptCopy]):
    """A page of a receipt's copies, the first one first."""
