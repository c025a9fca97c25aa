"""What the feed tells of stock that comes and changes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
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


class LowStockData(Answer):
    """A product fell below its minimum at a branch, in base units."""

    product_id: UUID
    quantity: Annotated[int, Field(ge=0)]
    minimum: Annotated[int, Field(ge=0)]


class ExpiryNearData(Answer):
    """A batch with stock comes near its expiry."""

    product_id: UUID
    batch_id: UUID
    expires_on: date
    quantity: Annotated[int, Field(ge=1)]


class StockCountedData(Answer):
    """A count that was posted, how many lines it had, and how many of them differed."""

    count_id: UUID
    number: str
    lines: Annotated[int, Field(ge=0)]
    differing: Annotated[int, Field(ge=0)]


class SerialMovedData(Answer):
    """A single pack; ``sold_id`` names the time that it was sold, null for a refusal."""

    gtin: str
    serial: str
    state: Literal["sold", "returned", "refused"]
    sold_id: UUID | None
