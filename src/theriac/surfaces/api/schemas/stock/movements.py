"""Movements: listed, booked and reversed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Count, Id, Instant, Reason, Text40, Text120, Units
from theriac.surfaces.api.schemas.stock.goods import Goods
from theriac.surfaces.api.schemas.types import Answer, ApprovalId, Body, Page, WantedHere

MovementKind = Literal[
    "receipt",
    "opening",
    "sale",
    "adjustment",
    "write_off",
    "reversal",
    "transfer",
    "count",
    "to_supplier",
    "destruction",
    "merge",
    "brought_back",
    "compounding",
]


ReasonCode = Literal[
    "counted",
    "found",
    "entered_wrongly",
    "missing",
    "broken",
    "expired",
    "lost",
    "used",
    "other",
]


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


class MovementPage(Page[Movement]):
    """A page of movements, the newest first."""


class MovementsWanted(WantedHere):
    """Filters of the list of movements; with `product_id` it is that product's stock card."""

    product_id: Id | None = None
    batch_id: Id | None = None
    kind: MovementKind | None = None
    document_id: Id | None = None
    actor_id: Id | None = None
    place_id: Id | None = Field(default=None, description="To it or from it.")
    since: Instant | None = Field(default=None, description="Recorded then or later.")
    reason_code: ReasonCode | None = Field(
        default=None, description="Of adjustments and write-offs."
    )
    until: Instant | None = Field(default=None, description="Recorded before.")


class OpeningMovement(Goods):
    """Goods that were there when the books began, as a batch of their own."""

    kind: Literal["opening"]
    number: Text40 = Field(default="", description="The number of the list that they stood on.")
    reason: Text120 = ""


class Adjustment(Body):
    """A batch was counted: its balance becomes what was counted."""

    batch_id: Id
    counted: Count
    expected: Count | None = Field(
        default=None, description="The balance that the person saw; 409 when it has changed."
    )
    reason: Reason
    reason_code: ReasonCode = "other"
    approval_id: ApprovalId = None


class WriteOff(Body):
    """Broken, lost or expired goods leave the shelf."""

    batch_id: Id
    quantity: Units
    reason: Reason
    reason_code: ReasonCode = "other"
    approval_id: ApprovalId = None


class AdjustmentMovement(Adjustment):
    """A batch was counted: its balance becomes what was counted."""

    kind: Literal["adjustment"]


class WriteOffMovement(WriteOff):
    """Broken, lost or expired goods leave the shelf."""

    kind: Literal["write_off"]


MovementNew = Annotated[
    OpeningMovement | AdjustmentMovement | WriteOffMovement, Field(discriminator="kind")
]


class Reversal(Body):
    """Why a movement is answered by its opposite."""

    reason: Reason
    approval_id: ApprovalId = None


class MovementDone(Answer):
    """What was posted. `balance` is what the shelf has of the batch after it.

    `movement_id` is null where the count was as the books said, so that nothing moved.
    """

    document_id: UUID
    movement_id: UUID | None
    product_id: UUID
    batch_id: UUID
    balance: int
