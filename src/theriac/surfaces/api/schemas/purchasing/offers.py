"""Offers of suppliers as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import MOST_UNITS, Flag, Id, Reason
from theriac.domains.offers.rules.headings import MOST_HEADINGS, HeadingMeant
from theriac.surfaces.api.schemas.types import Answer, Body, Here, Page, Wanted

OfferState = Literal["reading", "draft", "confirmed", "withdrawn"]


class OfferConfirming(Body):
    """What is done with lines that lack something or that nobody looked at."""

    leave_open: bool = Field(
        default=False, strict=True, description="Leave them out, instead of refusing."
    )


class OfferWithdrawing(Body):
    """Why an offer counts no more."""

    reason: Reason


class OfferFile(Body):
    """Whose file it is, where that is known."""

    supplier_id: Id | None = None


class OffersWanted(Wanted):
    """Filters of the list of offers."""

    state: OfferState | None = None
    supplier_id: Id | None = None


class OfferListed(Answer):
    """An offer as lists show it."""

    id: UUID
    branch_id: UUID
    supplier_id: UUID | None
    source: Literal["file", "feed", "typed"]
    state: OfferState
    number: str
    valid_from: date | None
    valid_until: date | None
    created_at: datetime
    version: int


class OfferedPage(Page[OfferListed]):
    """A page of offers."""


class OfferedLine(Answer):
    """A line; `matched_by` is why it is this product: code, gtin, alias, name, person, or "".

    `confidence` and `similarity` are thousandths, `discount_ppm` millionths of the price.
    """

    id: UUID
    position: int
    state: Literal["open", "confirmed", "left_out"]
    is_checked: bool
    text: str
    code: str
    product_id: UUID | None
    pack_id: UUID | None
    factor: int | None = Field(description="Base units a pack.")
    matched_by: str
    similarity: int
    confidence: int
    faults: list[str]
    price: int | None = Field(description="Minor units a pack, before discount.")
    discount_ppm: int
    discount_amount: int
    tax_bp: int
    tax_included: bool
    bonus_for: int
    bonus_packs: int
    minimum_packs: int
    available_packs: int | None
    expires_on: date | None
    valid_until: date | None


class OfferColumnRead(Answer):
    """A heading of the file and the field it was taken for ("" none), thousandths sure."""

    heading: str
    field: str
    confidence: int


class OfferJob(Answer):
    """How far the document engine is with the file, and which columns it read."""

    state: Literal["queued", "sent", "done", "failed"]
    problem: str
    columns: list[OfferColumnRead]


class HeadingsTaught(Body):
    """What headings of the supplier's lists mean."""

    headings: Annotated[list[HeadingMeant], Field(max_length=MOST_HEADINGS)]
    replace_checked: Annotated[
        Flag, Field(description="Whether lines that were looked at may be replaced.")
    ] = False


class SupplierOffer(OfferListed):
    """An offer with its terms and lines."""

    currency: str
    freight: int
    freight_free_from: int | None
    minimum_order: int
    note: str
    job: OfferJob | None
    lines: list[OfferedLine]


class OffersComparedWanted(Here):
    """For how many base units offers are compared."""

    units: int = Field(default=1, ge=1, le=MOST_UNITS, description="Base units.")


class OfferCostStep(Answer):
    """One step of what packs cost; an exact fraction of minor units, such as `"4200/11"`."""

    kind: Literal["price", "discount", "tax_taken_out", "tax", "freight"]
    amount: str


class OfferRanked(Answer):
    """An offer for so many units; the steps add up to `total`, exact fractions of minor units."""

    rank: int
    offer_id: UUID
    line_id: UUID
    supplier_id: UUID
    supplier: str
    pack_id: UUID | None
    packs: int
    bonus_packs: int
    units: int
    is_enough: bool = Field(description="Whether the supplier has so many, as far as it said.")
    steps: list[OfferCostStep]
    total: str
    per_unit: str
    expires_on: date | None
    valid_until: date | None


class OffersCompared(Answer):
    """The valid offers of a product, the cheapest unit first."""

    product_id: UUID
    currency: str
    offers: list[OfferRanked]
