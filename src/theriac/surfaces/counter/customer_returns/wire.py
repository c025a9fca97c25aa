"""Goods that come back at a counter: what of a sale is left, and what a return would come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.goods import ReturnedPart


class SaleToReturnIn(BaseModel):
    """Which sale, and who asks."""

    token: str = Field(max_length=500)
    sale_id: UUID


class BatchLeftOut(BaseModel):
    """A batch that a line took, and base units of it that can still come back."""

    batch_id: UUID
    number: str
    expiry: date | None
    left: int


class LineLeftOut(BaseModel):
    """A line of a sale; a service has no batches. ``before`` came back, base units."""

    sale_line_id: UUID
    product_id: UUID
    product: str
    sold: int
    before: int
    left: int
    batches: list[BatchLeftOut]


class SaleToReturnOut(BaseModel):
    """What of a sale can still come back; ``left`` is what may be refunded, by method."""

    sale_id: UUID
    number: str
    business_on: date
    total: int
    lines: list[LineLeftOut]
    left: Mapping[str, int]


class ReturnAskedIn(BaseModel):
    """What is to come back; ``exchanged`` at most pays for another sale."""

    token: str = Field(max_length=500)
    goods: CustomerReturnNew
    exchanged: int = Field(default=0, ge=0, le=10**12)


class ReturnedPartOut(BaseModel):
    """Base units of a line and batch, where they go, and their exact share of the line."""

    sale_line_id: UUID | None
    product_id: UUID
    batch_id: UUID | None
    quantity: int
    condition: str
    goes: str
    amount: int
    tax: int
    taxes: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, part: ReturnedPart) -> ReturnedPartOut:
        """The same of a part."""
        return cls(
            sale_line_id=part.sale_line_id,
            product_id=part.product_id,
            batch_id=part.batch_id,
            quantity=part.quantity,
            condition=part.condition,
            goes=part.goes,
            amount=part.share.amount,
            tax=part.share.tax,
            taxes=part.share.taxes,
        )


class RefundOut(BaseModel):
    """A part of the refund."""

    method: str
    amount: int


class ReturnAskedOut(BaseModel):
    """What the return comes to; ``asks`` is what somebody else must approve, None for nothing."""

    lines: list[ReturnedPartOut]
    rounding: int
    total: int
    exchanged: int
    refunds: list[RefundOut]
    asks: Mapping[str, Any] | None
