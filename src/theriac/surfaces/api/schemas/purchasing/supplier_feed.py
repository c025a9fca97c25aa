"""What a supplier's own program sends and reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Amount, Day, Flag, Text40, Text60, Text120, Text200
from theriac.domains.offers.rules.facts import MOST_LINES, BasisPoints, Millionths, Packs
from theriac.surfaces.api.schemas.purchasing.offers import OfferState
from theriac.surfaces.api.schemas.types import Answer, Body, Page, Wanted

SuppliedOrderState = Literal["ordered", "partly", "received", "cancelled"]


class PriceListLine(Body):
    """One pack of one product in the supplier's own words; `price` is a pack's before discount."""

    code: Text60 = ""
    text: Text200
    price: Amount
    discount_ppm: Millionths = 0
    discount_amount: Annotated[Amount, Field(description="Off a pack, minor units.")] = 0
    tax_bp: BasisPoints | None = None
    tax_included: Flag = False
    bonus_for: Packs = 0
    bonus_packs: Packs = 0
    minimum_packs: Packs = 0
    available_packs: Packs | None = None
    batch_number: Text60 = ""
    expires_on: Day | None = None
    valid_until: Day | None = None


class PriceListSent(Body):
    """A price list; it is the supplier's whose key it is."""

    number: Text40 = ""
    issued_on: Day | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    freight: Amount = 0
    freight_free_from: Amount | None = None
    minimum_order: Amount = 0
    note: Text120 = ""
    lines: list[PriceListLine] = Field(min_length=1, max_length=MOST_LINES)


class PriceList(Answer):
    """What became of a price list; its prices count once the pharmacy confirmed it."""

    id: UUID
    number: str
    state: OfferState
    valid_from: date | None
    valid_until: date | None
    created_at: datetime


class PriceListPage(Page[PriceList]):
    """A page of price lists."""


class SuppliedOrdersWanted(Wanted):
    """Filters of the supplier's own orders."""

    state: SuppliedOrderState | None = None


class SuppliedOrderListed(Answer):
    """An order as the supplier's list shows it; sums are minor units of its currency."""

    id: UUID
    number: str
    state: SuppliedOrderState
    ordered_on: date
    expected_on: date | None
    total: int
    currency: str


class SuppliedOrderPage(Page[SuppliedOrderListed]):
    """A page of the supplier's orders."""


class SuppliedOrderLine(Answer):
    """A line as it was ordered, in the supplier's code where one is known."""

    position: int
    code: str
    product: str
    pack: str
    packs: int
    bonus_packs: int
    price: int
    discount_bp: int
    discount: int
    tax_bp: int
    open_packs: int = Field(description="Packs that are still awaited.")


class SuppliedOrder(SuppliedOrderListed):
    """An order with its lines."""

    freight: int
    tax: int
    note: str
    lines: list[SuppliedOrderLine]
