"""What the feed tells of stock that comes and changes."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Whole
from theriac.surfaces.api.schemas.types import Answer


class ReceivedLine(Answer):
    """Goods of one batch that came in, in base units."""

    product_id: UUID
    batch_id: UUID
    quantity: Annotated[int, Field(ge=1)]


class StockReceivedData(Answer):
    """A delivery."""

    receipt_id: UUID
    lines: list[ReceivedLine]


class BatchChange(Answer):
    """What was added to a batch's stock, below zero what was taken; 0 when its label changed."""

    batch_id: UUID
    change: Whole


class StockUpdatedData(Answer):
    """A product's stock at a branch changed; ``document_kind`` says by what."""

    product_id: UUID
    document_kind: str
    document_id: UUID
    batches: list[BatchChange]
