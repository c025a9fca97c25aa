"""Returns of customers: what comes back, where it goes, how it is refunded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Text40
from theriac.domains.customer_returns.drafts import (
    CustomerReturnNew,
    Reason,
    UnreceiptedReturnNew,
)
from theriac.surfaces.api.schemas.sales.sales import SaleNew, TaxOnLine
from theriac.surfaces.api.schemas.types import Answer, ApprovalId, Body, Page, WantedHere


class GoodsToReturn(Body):
    """Goods of a sale that come back, and the approval of what is unusual about it."""

    goods: CustomerReturnNew
    approval_id: ApprovalId = None


class UnreceiptedToReturn(Body):
    """Goods without their receipt, and the approval that they need."""

    goods: UnreceiptedReturnNew
    approval_id: ApprovalId = None


class ExchangeNew(Body):
    """Goods that come back and the sale that takes their place; each with its own approval.

    The sale's `payments` pay what the return doesn't cover, the return's `refunds` what is left.
    """

    goods: CustomerReturnNew
    sale: SaleNew
    approval_id: ApprovalId = None


class CustomerReturnSummary(Answer):
    """A credit note in a list; amounts in minor units of `currency`."""

    id: UUID
    number: str
    branch_id: UUID
    sale_id: UUID | None
    exchange_sale_id: UUID | None
    reason: Reason
    currency: str
    amount: int
    tax: int
    rounding: int
    total: int
    person_id: UUID
    business_on: date
    recorded_at: datetime


class CustomerReturnPage(Page[CustomerReturnSummary]):
    """A page of credit notes, the newest day first."""


class CustomerReturnLine(Answer):
    """Base units of a batch that came back, where they went, and their share of the line."""

    position: int
    sale_line_id: UUID | None
    product_id: UUID
    product: str
    batch_id: UUID | None
    batch: str
    expires_on: date | None
    quantity: int
    condition: str
    goes: str
    amount: int
    tax: int
    taxes: list[TaxOnLine]


class CustomerRefund(Answer):
    """How a part was refunded; `exchange` paid for the sale in `exchange_sale_id`."""

    method: str
    amount: int
    reference: str


class CustomerReturn(CustomerReturnSummary):
    """A credit note whole."""

    sale_number: str
    note: str
    approval_id: UUID | None
    lines: list[CustomerReturnLine]
    refunds: list[CustomerRefund]


class PreviewedLine(Answer):
    """A part of a return as it would be taken back now."""

    sale_line_id: UUID | None
    product_id: UUID
    batch_id: UUID | None
    quantity: int
    goes: str
    amount: int
    tax: int


class CustomerReturnPreview(Answer):
    """Where each part would go and how it would be refunded; nothing is written."""

    currency: str
    total: int
    rounding: int
    lines: list[PreviewedLine]
    refunds: list[CustomerRefund]


class BatchToReturn(Answer):
    """Base units of a batch that a line took, and how many of them can still come back."""

    batch_id: UUID
    number: str
    expires_on: date | None
    sold: int
    left: int


class LineToReturn(Answer):
    """A line of a sale with what of it can still come back; a service has no batches."""

    sale_line_id: UUID
    product_id: UUID
    product: str
    sold: int
    left: int
    total: int
    batches: list[BatchToReturn]
    serials: list[str] = Field(description="Of its single packs that aren't back.")


class MoneyLeft(Answer):
    """What was paid by a method, less what was refunded by it; minor units."""

    method: str
    amount: int


class SaleToReturn(Answer):
    """What of a sale can still come back, and what is left to refund."""

    sale_id: UUID
    number: str
    business_on: date
    currency: str
    lines: list[LineToReturn]
    left_to_refund: list[MoneyLeft]


class CustomerReturnsWanted(WantedHere):
    """Filters of the list of credit notes."""

    since: Day | None = Field(default=None, description="From this business day on.")
    until: Day | None = Field(default=None, description="Up to this business day.")
    reason: Reason | None = None
    sale_id: Id | None = None
    number: Text40 | None = None
    sort: Literal["business_on", "-business_on", "number", "-number"] = "-business_on"
