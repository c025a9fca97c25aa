"""Goods receipts as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from theriac.core.facts.types import Amount, Day, Id, Reason, Text40, Text60, Text120
from theriac.domains.purchasing.rules.facts import Packs
from theriac.surfaces.api.schemas.types import (
    Answer,
    AskedFirst,
    Body,
    Confirmed,
    Page,
    Wanted,
)

ReceiptState = Literal["draft", "checked", "posted", "reversed"]
ScanText = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class GoodsReceiptCheck(Body):
    """Whether short-dated lines, and those outside their temperature, are taken knowingly."""

    accept_short: bool = False
    accept_temperature: bool = Field(
        default=False,
        description="Without it, batches that arrived outside the limits of their product's "
        "storage are held at posting. Needs the right to release batches.",
    )


class GoodsReceiptPosting(Body):
    """What is posted knowingly: codes of the questions of an `asks_first` refusal.

    `approval_id` approves what is above the purchase order.
    """

    confirmed: Confirmed = []
    approval_id: Id | None = None


class GoodsReceiving(GoodsReceiptCheck):
    """What is checked and posted knowingly, in one step."""

    confirmed: Confirmed = []


class GoodsReceiptReversal(Body):
    """Why a posted delivery is taken out again."""

    reason: Reason


class GoodsScan(Body):
    """A code as the scanner gave it, or one of the supplier's own codes."""

    code: ScanText


class PriceConfirmed(Body):
    """The selling price of one pack of a line; null leaves the price as it is."""

    line_id: Id
    price: Amount | None


class PricesConfirmed(Body):
    """Selling prices that a person settles."""

    prices: list[PriceConfirmed] = Field(min_length=1, max_length=1000)


class InvoiceLineWritten(Body):
    """A line as the supplier's invoice prints it; `code` may be the supplier's own or a barcode."""

    code: Text60 = ""
    name: Text120 = ""
    unit: Text40 = Field(default="", description="The pack's name; else the code's own pack.")
    packs: Packs | None = None
    bonus_packs: Packs = 0
    price: Amount | None = None
    batch_number: Text60 = ""
    expires_on: Day | None = None


class InvoiceLinesWritten(Body):
    """All lines of an invoice; they replace those that were there."""

    lines: list[InvoiceLineWritten] = Field(max_length=1000)


class GoodsReceiptListed(Answer):
    """A delivery as lists show it."""

    id: UUID
    branch_id: UUID
    supplier_id: UUID | None
    state: ReceiptState
    number: str
    delivery_note: str
    invoice_number: str
    received_on: date
    line_count: int
    posted_at: datetime | None
    version: int


class GoodsReceiptPage(Page[GoodsReceiptListed]):
    """A page of deliveries, the newest first."""


class GoodsReceiptsWanted(Wanted):
    """Filters of the list of deliveries."""

    state: ReceiptState | None = None
    supplier_id: Id | None = None
    received_from: Day | None = None
    received_to: Day | None = None
    text: Text40 | None = Field(default=None, description="Number, delivery note or invoice.")


class GoodsLine(Answer):
    """A line with what it costs: `cost` is of all its units and goes onto its batch.

    `short_days` are the days that short-dated goods have left; `proposed_price` is of one pack.
    `temperature_low` and `temperature_high` are the limits, in tenths of a degree, of the product's
    storage where `temperature` is outside them: such a batch is held at posting unless accepted.
    """

    id: UUID
    position: int
    product_id: UUID
    product: str
    pack_id: UUID
    pack: str
    factor: int
    packs: int
    bonus_packs: int
    quantity: int
    batch_number: str
    expires_on: date | None
    short_days: int | None
    is_short_accepted: bool
    serials: list[str]
    price: int
    discount_bp: int
    discount: int
    tax_bp: int
    mrp: int | None
    selling_price: int | None
    proposed_price: int | None
    shelf: str
    temperature: int | None
    temperature_low: int | None
    temperature_high: int | None
    is_temperature_accepted: bool
    supplier_code: str
    net: int | None
    tax: int | None
    cost: int | None
    batch_id: UUID | None
    movement_id: UUID | None


class GoodsDifference(Answer):
    """Where invoice and delivery differ: quantities in base units, prices of one pack."""

    kind: Literal[
        "quantity", "bonus", "price", "batch", "expiry", "missing", "extra", "unread", "total"
    ]
    row: int | None
    line_id: UUID | None
    product_id: UUID | None
    name: str
    printed: str
    came: str


class GoodsReceipt(Answer):
    """A delivery with its lines; `total` is what the document asks, `cost` what stock costs.

    `questions` are what its posting asks first: `code` is sent as `confirmed` by who looked.
    """

    id: UUID
    branch_id: UUID
    supplier_id: UUID | None
    supplier: str
    state: ReceiptState
    number: str
    reversal_number: str
    document_id: UUID | None
    delivery_note: str
    invoice_number: str
    invoice_on: date | None
    received_on: date
    freight: int
    discount: int
    tax_total: int | None
    tax_is_cost: bool
    invoice_total: int | None
    is_consigned: bool
    note: str
    difference_reason: str
    invoice_file_id: UUID | None
    currency: str
    net: int | None
    tax: int | None
    cost: int | None
    total: int | None
    posted_at: datetime | None
    lines: list[GoodsLine]
    differences: list[GoodsDifference]
    questions: list[AskedFirst]
    version: int


class GoodsScanRead(Answer):
    """What a scan says; `pack_id` is null where nothing here has the code."""

    product_id: UUID | None
    pack_id: UUID | None
    batch_number: str
    expires_on: date | None
    serial: str
    supplier_code: str
    price: int
    cautions: list[str]
