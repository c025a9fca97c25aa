"""Quotations: issuing, reading, cancelling, converting."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Reason, Text40
from theriac.domains.quotations.drafts import QuotationNew
from theriac.surfaces.api.schemas.sales.documents import PaperName
from theriac.surfaces.api.schemas.sales.sales import SaleTerms, TaxOnLine
from theriac.surfaces.api.schemas.types import Answer, ApprovalId, Body, Page, WantedHere

QuotationState = Literal["issued", "converted", "cancelled"]


class QuotationsWanted(WantedHere):
    """Quotations of one branch."""

    state: QuotationState | None = None
    number: Text40 | None = None


class QuotationPaperWanted(BaseModel):
    """Which paper."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paper: PaperName = Field(default="a4", description="Rolls of 58 and 80 mm, sheets of A5, A4.")


class QuotationCancelled(Body):
    """Why it no longer holds."""

    reason: Reason


class QuotationSale(SaleTerms):
    """How a quotation is sold: its lines, and all that a sale says besides.

    With `keeps_prices` a line costs what was promised where today's price is higher; the
    difference is a discount, and `approval_id` approves it where it is above the limit.
    """

    keeps_prices: bool = True
    line_grounds: list[Annotated[int, Field(ge=0, le=99)] | None] = Field(
        default=[], max_length=200, description="Indexes into `grounds`, one a line; null for none."
    )


class QuotationIssue(Body):
    """A quotation to issue, with the approval of discounts above the limit."""

    quotation: QuotationNew
    approval_id: ApprovalId = None


class QuotationSummary(Answer):
    """A quotation in a list; amounts in minor units of `currency`.

    `standing` says "expired" of an issued one whose last day is over.
    """

    id: UUID
    number: str
    state: QuotationState
    standing: Literal["issued", "expired", "converted", "cancelled"]
    issued_at: datetime
    issued_by: UUID
    valid_until: date
    currency: str
    total: int
    sale_id: UUID | None
    version: int


class QuotationLine(Answer):
    """A product in one pack at the price that is promised."""

    position: int
    product_id: UUID
    product: str
    pack_id: UUID
    pack: str
    packs: int
    quantity: int
    price_amount: int
    price_units: int
    gross: int
    discount: int
    taxable: int
    tax: int
    total: int
    taxes: list[TaxOnLine]


class QuotedBuyer(Answer):
    """Who asked for it."""

    name: str
    address: str
    state: str
    tax_number: str


class Quotation(QuotationSummary):
    """A quotation with its lines; `buyer` is null where nobody said, or it was erased.

    `patient_id` and `credit_account_id` are told to who may see patients and accounts.
    """

    gross: int
    discount: int
    tax: int
    rounding: int
    place_of_supply: str
    reason: str
    buyer: QuotedBuyer | None
    patient_id: UUID | None
    credit_account_id: UUID | None
    lines: list[QuotationLine]


class QuotationPage(Page[QuotationSummary]):
    """Quotations, the latest first."""
