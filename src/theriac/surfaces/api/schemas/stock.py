"""Stock: levels, batches, movements, receipts, minimums."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.surfaces.api.schemas.types import (
    Answer,
    ApprovalId,
    Body,
    Count,
    Day,
    FlagInAddress,
    Id,
    Money,
    Reason,
    Text20,
    Text40,
    Text60,
    Text120,
    Units,
    WantedHere,
)

BatchState = Literal["released", "held"]
MovementKind = Literal["receipt", "sale", "adjustment", "write_off", "reversal"]
PriceUnits = Annotated[int, Field(ge=1, le=1_000_000, description="Base units it is for.")]


class Level(Answer):
    """Base units of a product on a branch's shelves; `available` may be sold today."""

    product_id: UUID
    product: str
    on_hand: int
    available: int
    batches: int
    minimum: int | None
    next_expiry: date | None


class LevelPage(Answer):
    """A page of levels, in the order of the products."""

    items: list[Level]
    next: str | None
    previous: str | None


class Batch(Answer):
    """Goods of one product made together. `version` is what If-Match names."""

    id: UUID
    product_id: UUID
    number: str
    expires_on: date | None
    received_on: date
    state: str
    shelf: str
    cost: Money | None
    cost_units: int
    mrp: Money | None
    mrp_units: int
    version: int


class BatchInPlace(Answer):
    """What one place has of a batch."""

    batch: Batch
    place: str
    place_kind: str
    quantity: int


class BatchPage(Answer):
    """A page of batches by place."""

    items: list[BatchInPlace]
    next: str | None
    previous: str | None


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
    """What changes of a batch; a field that is left out stays. An expiry, once known, stays one."""

    number: Text60 | None = None
    expires_on: Day | None = None
    shelf: Text20 | None = None
    reason: Reason


class BatchHold(Body):
    """Why a batch is held back, or let go."""

    reason: Reason


class Movement(Answer):
    """One movement. `change` is what it did to the branch's stock, `balance` the stock after it.

    Balances stand only where the list is of one product (its stock card).
    """

    id: UUID
    product_id: UUID
    product: str
    batch_id: UUID
    batch_number: str
    expires_on: date | None
    kind: str
    quantity: int
    change: int
    balance: int | None
    batch_balance: int | None
    reason: str
    document_id: UUID
    document_number: str
    reverses_id: UUID | None
    actor_id: UUID
    actor: str
    occurred_at: datetime
    recorded_at: datetime


class MovementPage(Answer):
    """A page of movements, the newest first."""

    items: list[Movement]
    next: str | None
    previous: str | None


class MovementsWanted(WantedHere):
    """Filters of the list of movements; with `product_id` it is that product's stock card."""

    product_id: Id | None = None
    batch_id: Id | None = None
    kind: MovementKind | None = None
    document_id: Id | None = None


class Goods(Body):
    """Goods of one batch that come in; cost and MRP as exact ratios."""

    product_id: Id
    quantity: Units
    batch_number: Text60 = ""
    expires_on: Day | None = Field(default=None, description="Without it, it isn't sold yet.")
    cost: Money | None = None
    cost_units: PriceUnits = 1
    mrp: Money | None = None
    mrp_units: PriceUnits = 1
    shelf: Text20 = ""


class ReceiptMovement(Goods):
    """Goods come in as a batch of their own."""

    kind: Literal["receipt"]
    number: Text40 = Field(default="", description="The delivery note's number.")
    reason: Text120 = ""


class Adjustment(Body):
    """A batch was counted: its balance becomes what was counted."""

    batch_id: Id
    counted: Count
    expected: Count | None = Field(
        default=None, description="The balance that the person saw; 409 when it has changed."
    )
    reason: Reason
    approval_id: ApprovalId = None


class WriteOff(Body):
    """Broken, lost or expired goods leave the shelf."""

    batch_id: Id
    quantity: Units
    reason: Reason
    approval_id: ApprovalId = None


class AdjustmentMovement(Adjustment):
    """A batch was counted: its balance becomes what was counted."""

    kind: Literal["adjustment"]


class WriteOffMovement(WriteOff):
    """Broken, lost or expired goods leave the shelf."""

    kind: Literal["write_off"]


MovementNew = Annotated[
    ReceiptMovement | AdjustmentMovement | WriteOffMovement, Field(discriminator="kind")
]


class Reversal(Body):
    """Why a movement is answered by its opposite."""

    reason: Reason


class MovementDone(Answer):
    """What was posted. `balance` is what the shelf has of the batch after it.

    `movement_id` is null where the count was as the books said, so that nothing moved.
    """

    document_id: UUID
    movement_id: UUID | None
    product_id: UUID
    batch_id: UUID
    balance: int


class ReceiptNew(Body):
    """A delivery: every line becomes a batch of its own."""

    lines: list[Goods] = Field(min_length=1, max_length=500)
    number: Text40 = Field(default="", description="The delivery note's number.")
    reason: Text120 = ""


class ReceiptLine(Answer):
    """What a line of a delivery became."""

    movement_id: UUID
    batch_id: UUID
    product_id: UUID
    batch_number: str
    expires_on: date | None
    quantity: int


class Receipt(Answer):
    """A delivery as it was received."""

    id: UUID
    number: str
    reason: str
    occurred_at: datetime
    lines: list[ReceiptLine]


class Minimum(Answer):
    """The least that a branch wants of a product; 0 where none is wanted."""

    product_id: UUID
    branch_id: UUID
    quantity: int
    version: int


class MinimumPage(Answer):
    """A page of minimums."""

    items: list[Minimum]
    next: str | None
    previous: str | None


class MinimumSet(Body):
    """The least that the branch shall have."""

    quantity: Count
