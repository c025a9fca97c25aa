"""A sale that a device made by itself, as it is pushed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.surfaces.api.schemas.types import (
    LARGEST,
    Amount,
    Answer,
    Body,
    CurrencyCode,
    Day,
    Id,
    Instant,
    Page,
    SerialPackBody,
    Text20,
    Text40,
    Text60,
    Text120,
    Whole,
    storable,
)

Numeral = Annotated[int, Field(ge=1, le=LARGEST)]
"""What goes beyond the bounds of a pushed sale is held by the domain, not refused here."""
Number = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(storable)]
MOST_SENT = 1_000
"""Parts of one kind that are read at all: several times what is booked."""


class PushedTaxBody(Body):
    """One tax on a line as the device computed it; `rate_bp` in basis points."""

    code: Text20
    rate_bp: int = Field(ge=0, le=LARGEST)
    amount: Whole


class PushedAllocationBody(Body):
    """The batch that the device showed and printed."""

    batch_id: Id
    quantity: Numeral


class PushedLineBody(Body):
    """A line as sold on the device."""

    id: Id
    position: Numeral
    product_id: Id
    pack_id: Id
    packs: Numeral
    quantity: Numeral
    price_amount: Amount
    price_units: Numeral
    gross: Whole
    discount: Whole
    taxable: Whole
    tax: Whole
    total: Whole
    taxes: list[PushedTaxBody] = Field(default=[], max_length=MOST_SENT)
    ground_id: Id | None = None
    allocations: list[PushedAllocationBody] = Field(default=[], max_length=MOST_SENT)
    batch_reason: Text20 = Field(
        default="", description="Why a person took another batch than the first to expire."
    )
    serials: list[SerialPackBody] = Field(
        default=[], max_length=MOST_SENT, description="Single packs that were scanned for the line."
    )


class PushedGroundBody(Body):
    """Why prescription-only lines were sold."""

    id: Id
    kind: Literal["prescription", "exception"]
    prescriber: Text120 = ""
    number: Text60 = ""
    written_on: Day | None = None
    exception: Text40 | None = None
    permitted_by: Id


class PushedPaymentBody(Body):
    """A payment as taken on the device."""

    id: Id
    method: Literal["cash", "card", "transfer", "qr"]
    tendered: int = Field(ge=0, le=LARGEST)
    change: int = Field(ge=0, le=LARGEST)
    reference: Text60 = ""


class PushedSaleBody(Body):
    """A sale as its device made it; booked whatever disagrees with the books."""

    id: Id
    number: Number
    series_id: Id
    sequence: Numeral
    occurred_at: Instant
    sent_at: Instant | None = Field(default=None, description="By the device's clock.")
    business_on: Day
    person_id: Id = Field(
        description="Who sold: a person who may sell here, or the key itself (`id` of `/me`)."
    )
    currency: CurrencyCode
    lines: list[PushedLineBody] = Field(min_length=1, max_length=MOST_SENT)
    grounds: list[PushedGroundBody] = Field(default=[], max_length=MOST_SENT)
    payments: list[PushedPaymentBody] = Field(default=[], max_length=MOST_SENT)
    gross: Whole
    discount: Whole
    tax: Whole
    rounding: Whole
    total: Whole
    stock_as_of: Instant | None = None
    app_version: Text40 = ""
    approval_id: Id | None = Field(
        default=None,
        description=(
            "Of the discounts above the branch's limit, as `POST /approvals` gave it: for "
            "`requested_by` the sale's `person_id`, and as `content` the sale's `sale_id` with "
            "the lines above the limit in their order. One that doesn't hold makes a case."
        ),
    )


class Series(Answer):
    """A series of document numbers: each is the prefix and its sequence in six digits."""

    id: UUID
    prefix: str
    period: str
    generation: int
    opened_at: datetime


class SeriesPage(Page[Series]):
    """A page of series, the newest first."""


class SeriesNew(Body):
    """A generation of its own for each device, and for each time that one was restored."""

    generation: int = Field(ge=2, le=99)


class Pushed(Answer):
    """What became of a push: `booked`, or `held` until a person decides.

    `cases` counts what the sale and the books disagree about.
    """

    sale_id: UUID
    state: Literal["booked", "held"]
    cases: int
