"""Older receipts as a counter finds, opens and copies them; no patient, no prescriber."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.core.facts.types import Text40
from theriac.domains.sales.commands.take_receipt_copy import DeviceCopy
from theriac.domains.sales.pushes.bounds import MOST_MONEY
from theriac.surfaces.counter.wire.settings import PaperOut


class ReceiptsIn(BaseModel):
    """What somebody knows of a receipt, and who asks; everything that is said must fit."""

    token: str = Field(max_length=500)
    number: Text40 = ""
    on: date | None = None
    total: int | None = Field(default=None, ge=0, le=MOST_MONEY)
    product_id: UUID | None = None


class FoundReceiptOut(BaseModel):
    """A receipt in the list; ``product`` is its first line's."""

    id: UUID
    number: str
    occurred_at: datetime
    business_on: date
    total: int
    lines: int
    product: str


class ReceiptsOut(BaseModel):
    """The newest first; ``has_more`` where more fit than are told."""

    receipts: list[FoundReceiptOut]
    has_more: bool


class ReceiptIn(BaseModel):
    """Which receipt, and who asks."""

    token: str = Field(max_length=500)
    sale_id: UUID


class ReceiptCopyIn(ReceiptIn):
    """The same; ``id`` is the copy's, by which it is counted once."""

    id: UUID


class PrintedPackOut(BaseModel):
    """A pack as the line was sold in it; ``factor`` base units."""

    name: str
    factor: int


class PrintedBatchOut(BaseModel):
    """A batch of which the line took so many base units."""

    number: str
    expiry: date | None
    quantity: int


class PrintedTaxOut(BaseModel):
    """A tax on a line."""

    code: str
    rate_bp: int
    amount: int


class PrintedLineOut(BaseModel):
    """A line with the name, price and batches of its time."""

    id: UUID
    product: str
    legal_class: str
    hsn: str
    pack: PrintedPackOut
    packs: int
    price_amount: int
    price_units: int
    gross: int
    discount: int
    taxable: int
    tax: int
    total: int
    taxes: list[PrintedTaxOut]
    batches: list[PrintedBatchOut]


class PrintedGroundOut(BaseModel):
    """Why prescription-only lines were sold; who prescribed isn't told."""

    id: UUID
    kind: str
    written_on: date | None
    exception: str


class PrintedPaymentOut(BaseModel):
    """How a part was paid."""

    id: UUID
    method: str
    tendered: int
    change: int


class OldReceiptOut(BaseModel):
    """A sale as its receipt tells it.

    ``inclusive``: the prices held the tax. ``is_void``: its number was declared void. ``copies``:
    how many were taken until now.
    """

    id: UUID
    number: str
    occurred_at: datetime
    business_on: date
    person: str
    terminal: str
    inclusive: bool
    rounding: int
    total: int
    lines: list[PrintedLineOut]
    grounds: list[PrintedGroundOut]
    payments: list[PrintedPaymentOut]
    is_void: bool
    copies: int


class PrintedOut(BaseModel):
    """A receipt, and what its paper shows besides the sale."""

    sale: OldReceiptOut
    settings: PaperOut


class CopyOut(BaseModel):
    """The copy that is recorded now: its number, and when."""

    number: int
    taken_at: datetime


class DeviceCopiesIn(BaseModel):
    """Copies that the server hasn't answered for."""

    copies: list[DeviceCopy] = Field(max_length=100)


class TakenCopyOut(BaseModel):
    """A copy that is recorded, with its number."""

    id: UUID
    number: int


class TakenCopiesOut(BaseModel):
    """Those that are recorded; the others' sales aren't here yet."""

    taken: list[TakenCopyOut]
