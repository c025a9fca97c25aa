"""Stock as it stands: levels of products, batches and where they lie."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Reason, Text20, Text60
from theriac.surfaces.api.schemas.types import (
    WITHHELD,
    Answer,
    ApprovalId,
    Body,
    Confirmed,
    FlagInAddress,
    Money,
    Page,
    WantedHere,
)

BatchState = Literal["released", "held", "recalled"]

PriceUnits = Annotated[int, Field(ge=1, le=1_000_000, description="Base units it is for.")]


class Level(Answer):
    """Base units of a product on a branch's shelves.

    `available` may be sold today: released, not expired, and not among the `reserved`.
    """

    product_id: UUID
    product: str
    on_hand: int
    available: int
    reserved: int
    batches: int
    minimum: int | None
    next_expiry: date | None


class LevelPage(Page[Level]):
    """A page of levels, in the order of the products."""


class Batch(Answer):
    """Goods of one product made together. `version` is what If-Match names.

    `price` is the selling price that was confirmed for `price_units` base units as they came; null
    without one. `own_price` for `own_price_units` is what a sale asks of this batch alone; null
    goes by the product's price list.
    """

    id: UUID
    product_id: UUID
    number: str
    expires_on: date | None
    received_on: date
    state: str
    cost: Money | None = Field(description=f"Null without a cost entered too. {WITHHELD}")
    cost_units: int
    mrp: Money | None
    mrp_units: int
    price: Money | None
    price_units: int
    own_price: Money | None
    own_price_units: int
    version: int


class BatchInPlace(Answer):
    """What one place has of a batch. `shelf` is its bin there; "" where none is known, or then."""

    batch: Batch
    place: str
    place_kind: str
    shelf: str
    quantity: int
    reserved: int


class BatchPage(Page[BatchInPlace]):
    """A page of batches by place."""


class StockOfProduct(Answer):
    """A product's level at a branch, and its batches there, what expires first in front."""

    level: Level
    batches: list[BatchInPlace]


class BatchesWanted(WantedHere):
    """Filters of the list of batches."""

    product_id: Id | None = None
    state: BatchState | None = None
    expires_before: Day | None = None
    in_stock: FlagInAddress | None = None
    sort: Literal["expires_on", "-expires_on", "received_on", "-received_on"] = "expires_on"


class BatchEdit(Body):
    """What changes of a batch; a field that is left out stays. An expiry, once known, stays one.

    `shelf` is its bin at this branch, made where it lacks; with "" it lies in none that is known.
    """

    number: Text60 | None = None
    expires_on: Day | None = None
    shelf: Text20 | None = None
    reason: Reason
    approval_id: ApprovalId = None


class BatchOwnPrice(Body):
    """What one pack of this batch alone costs from now on; without `price` the list holds again."""

    pack_id: Id
    price: Money | None = None
    reason: Reason
    confirmed: Confirmed = []


class BatchHold(Body):
    """Why a batch is held back, or let go."""

    reason: Reason
