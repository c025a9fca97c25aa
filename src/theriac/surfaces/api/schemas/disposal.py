"""Goods that leave: destructions before witnesses, and old medicines that people bring back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Reason
from theriac.domains.disposal.commands.draft import DestructionLineNew
from theriac.domains.disposal.commands.take_back import WasteClass
from theriac.surfaces.api.schemas.types import Answer, ApprovalId, Body, CostSeen, Page, WantedHere

DestructionState = Literal["draft", "posted", "discarded"]


class DestructionNew(Body):
    """What is to be destroyed, how and why. Nothing moves before two witnesses signed."""

    lines: Annotated[list[DestructionLineNew], Field(min_length=1, max_length=200)]
    method: Reason
    reason: Reason


class DestructionSign(Body):
    """A witness's approval; without one the refusal says what they confirm."""

    approval_id: ApprovalId = None


class DestructionDiscard(Body):
    """Why the draft is let go."""

    reason: Reason


class DestructionLine(Answer):
    """A line with its cost."""

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date | None
    place: str
    quantity: int
    cost: CostSeen


class DestructionListed(Answer):
    """A destruction in the list; `number` is empty until it is posted."""

    id: UUID
    branch_id: UUID
    number: str
    state: DestructionState
    method: str
    reason: str
    created_at: datetime
    created_by: UUID
    version: int


class Destruction(DestructionListed):
    """With its lines and who signed."""

    lines: list[DestructionLine]
    witnesses: list[UUID]


class DestructionPage(Page[DestructionListed]):
    """A page of destructions, the newest first."""


class DestructionsWanted(WantedHere):
    """Filters of the list."""

    state: DestructionState | None = None


class TakenBackCancel(Body):
    """Why the entry is wrong."""

    reason: Reason


class TakenBack(Answer):
    """An entry of the log; with `cancels_id` it takes that one out of the sums."""

    id: UUID
    branch_id: UUID
    business_on: date
    waste: WasteClass
    grams: int
    product_id: UUID | None
    name: str
    note: str
    cancels_id: UUID | None
    person_id: UUID
    recorded_at: datetime


class TakenBackPage(Page[TakenBack]):
    """A page of the log, the newest first."""


class TakenBackWanted(WantedHere):
    """Filters of the log."""

    waste: WasteClass | None = None
    since: Day | None = None
    until: Day | None = None


class WasteMonth(Answer):
    """What a class weighed in a month, whose first day stands here."""

    month: date
    waste: WasteClass
    grams: int
    entries: int


class WasteMonths(Answer):
    """The last months, the newest first."""

    items: list[WasteMonth]
