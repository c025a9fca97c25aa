"""Delivery invoices that are read, as the API takes and gives them."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id
from theriac.domains.purchasing.commands.receipts.check_invoice import (
    InvoiceHeadChecked,
    InvoiceLineChecked,
)
from theriac.domains.purchasing.rules.checks import MOST_LINES
from theriac.surfaces.api.schemas.types import Answer, Body


class DeliveryInvoiceFile(Body):
    """Whose file it is, where that is known."""

    supplier_id: Id | None = None


class InvoiceChecking(Body):
    """The head and lines as somebody leaves them; `shown` are the lines that they looked at."""

    head: InvoiceHeadChecked
    lines: list[InvoiceLineChecked] = Field(default=[], max_length=MOST_LINES)
    shown: list[Id] = Field(default=[], max_length=MOST_LINES)


class InvoiceReadLine(Answer):
    """A line as the invoice prints it; `asks` says that somebody must look before the check.

    `matched_by` is why it is this product: code, gtin, alias, name, person, or "". `confidence` and
    `similarity` are thousandths; `receipt_line_id` is the line of the goods that it became.
    """

    id: UUID
    row: int
    asks: bool
    is_checked: bool
    name: str
    code: str
    product_id: UUID | None
    pack_id: UUID | None
    factor: int | None = Field(description="Base units a pack.")
    packs: int | None
    bonus_packs: int
    price: int | None = Field(description="Minor units a paid pack, without tax.")
    discount_bp: int
    discount: int
    tax_bp: int | None
    mrp: int | None
    batch_number: str
    expires_on: date | None
    matched_by: str
    similarity: int
    confidence: int
    faults: list[str]
    receipt_line_id: UUID | None


class InvoiceRead(Answer):
    """How far the document engine is, how many lines ask for a look, and the lines."""

    state: Literal["queued", "sent", "done", "failed"]
    problem: str
    asking: int
    lines: list[InvoiceReadLine]
