"""Quotes: a sale as a program asks about it, and what it would cost."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Text20
from theriac.surfaces.api.schemas.sales.sales import (
    Allocation,
    GroundNew,
    SaleLineNew,
    State,
    StockLeft,
    TaxOnLine,
)
from theriac.surfaces.api.schemas.types import Answer, Body


class QuoteNew(Body):
    """A sale to quote; nothing is written and nothing locked."""

    lines: list[SaleLineNew] = Field(min_length=1, max_length=200)
    grounds: list[GroundNew] = Field(default=[], max_length=20)
    place_of_supply: State = ""
    patient_id: Id | None = None
    coupon: Text20 = ""


class QuotedLine(Answer):
    """A line as it would be sold now."""

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
    promotion_id: UUID | None
    promotion_off: int
    promotion_told: str
    allocations: list[Allocation]


class Quote(Answer):
    """What the sale would cost now; `cash_total` if it were paid in cash."""

    currency: str
    gross: int
    discount: int
    tax: int
    total: int
    cash_total: int
    lines: list[QuotedLine]
    stock: list[StockLeft]
    warnings: list[str] = Field(
        description="Sentences about prescribers whose licence ended; a sale may be made."
    )
