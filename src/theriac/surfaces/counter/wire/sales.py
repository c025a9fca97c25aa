"""A sale as a counter pushes it, and what becomes of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from theriac.domains.sales.commands.void_number import VoidState
from theriac.domains.stock.commands.reservations.quota import Quota

SALES_A_PUSH = 200


class AllocationIn(BaseModel):
    """The batch that was shown and printed, and base units of it."""

    batch_id: UUID
    quantity: int = Field(ge=1)


class TaxIn(BaseModel):
    """One tax on a line, as the device computed it."""

    code: str = Field(max_length=12)
    rate_bp: int = Field(ge=0)
    amount: int


class SerialIn(BaseModel):
    """A single pack that was scanned: the serial number (AI 21) with its GTIN."""

    gtin: str = Field(pattern=r"^[0-9]{14}$")
    serial: str = Field(min_length=1, max_length=20)


class LineIn(BaseModel):
    """A line as sold; amounts in minor units, quantities in base units."""

    id: UUID
    position: int = Field(ge=1)
    product_id: UUID
    pack_id: UUID
    packs: int = Field(ge=1)
    quantity: int = Field(ge=1)
    price_amount: int = Field(ge=0)
    price_units: int = Field(ge=1)
    gross: int
    discount: int
    taxable: int
    tax: int
    total: int
    taxes: list[TaxIn]
    allocations: list[AllocationIn]
    ground_id: UUID | None = None
    batch_reason: str = Field("", max_length=20)
    serials: list[SerialIn] = Field(default_factory=list)


class GroundIn(BaseModel):
    """A prescription that was seen, or a named exception.

    With ``sealed`` the names in it are None here: a server that can't open it takes no such sale.
    """

    id: UUID
    kind: Literal["prescription", "exception"]
    prescriber: str | None = Field("", max_length=120)
    number: str | None = Field("", max_length=60)
    written_on: date | None = None
    exception: str | None = Field(None, max_length=40)
    permitted_by: UUID
    sealed: str = Field("", max_length=20_000)


class FoundIn(BaseModel):
    """Base units of a batch in somebody's hand although the device knew of none."""

    batch_id: UUID
    product_id: UUID
    quantity: int = Field(ge=1)
    number: str = Field("", max_length=60)
    expires_on: date | None = None
    permitted_by: UUID


class PaymentIn(BaseModel):
    """A payment as taken; tendered less change is what it pays."""

    id: UUID
    method: str = Field(max_length=10)
    tendered: int = Field(ge=0)
    change: int = Field(ge=0)
    reference: str = Field("", max_length=60)


class ApprovalIn(BaseModel):
    """A second person's yes to discounts above the limit; ``sealed`` where no server was there."""

    id: UUID
    approved_by: UUID
    approved_at: AwareDatetime
    reason: str = Field(max_length=250)
    sealed: str = Field("", max_length=60_000)


class BeyondIn(BaseModel):
    """Base units of a product sold without network beyond the counter's quota."""

    product_id: UUID
    quantity: int = Field(ge=1)


class SaleIn(BaseModel):
    """A whole sale; see docs/counter-protocol.md."""

    id: UUID
    number: str = Field(min_length=1, max_length=40)
    series_id: UUID
    sequence: int = Field(ge=1)
    occurred_at: AwareDatetime
    business_on: date
    person_id: UUID
    currency: str = Field(min_length=3, max_length=3)
    lines: list[LineIn] = Field(min_length=1)
    grounds: list[GroundIn] = Field(default_factory=list)
    found: list[FoundIn] = Field(default_factory=list)
    payments: list[PaymentIn]
    approval: ApprovalIn | None = None
    beyond: list[BeyondIn] = Field(default_factory=list)
    beyond_approval: ApprovalIn | None = None
    patient: str = Field("", max_length=20_000)
    gross: int
    discount: int
    tax: int
    rounding: int
    total: int
    stock_as_of: datetime | None = None
    app_version: str = Field("", max_length=40)


class VoidIn(BaseModel):
    """A number of the device's own that has no sale."""

    series_id: UUID
    sequence: int
    reason: str = ""


class PushIn(BaseModel):
    """A parcel of sales. Each, and each void, is read on its own: none keeps others back."""

    sales: list[dict[str, Any]] = Field(max_length=SALES_A_PUSH)
    voids: list[dict[str, Any]] = Field(default_factory=list, max_length=SALES_A_PUSH)
    sent_at: AwareDatetime
    app_version: str = Field("", max_length=40)


class ResultOut(BaseModel):
    """What became of one sale: booked (acknowledged) or held, and the cases that it opened."""

    id: UUID
    state: Literal["acknowledged", "held"]
    cases: int


class BalanceOut(BaseModel):
    """What the shelf has of a batch now."""

    batch_id: UUID
    quantity: int


class VoidResultOut(BaseModel):
    """What became of a void number: declared; left, because it has a sale; or not the device's."""

    series_id: UUID
    sequence: int
    state: VoidState


class QuotaOut(BaseModel):
    """What the device may sell of a product without network; ``lower_to``: give the rest back."""

    product_id: UUID
    quantity: int
    version: int
    lower_to: int | None = None
    batches: list[BalanceOut] = Field(default_factory=list)

    @classmethod
    def of(cls, quota: Quota) -> QuotaOut:
        """As stock tells it."""
        held = [BalanceOut(batch_id=key, quantity=units) for key, units in quota.batches]
        return cls(
            product_id=quota.product_id,
            quantity=quota.quantity,
            version=quota.version,
            lower_to=quota.lower_to,
            batches=held,
        )


class PushOut(BaseModel):
    """The answer to a push. A sale or void number without a result is sent again."""

    results: list[ResultOut]
    voids: list[VoidResultOut] = Field(default_factory=list)
    balances: list[BalanceOut]
    quotas: list[QuotaOut] = Field(default_factory=list)
