"""Blind counts of controlled medicines, and the differences that they found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, Strict

from theriac.core.facts.types import Id
from theriac.surfaces.api.schemas.approvals.approvals import Why
from theriac.surfaces.api.schemas.types import Answer, ApprovalId, Body, Page, WantedHere

CaseState = Literal["open", "settled"]


class BlindCountNew(Body):
    """Base units that somebody counted of a product in the whole branch."""

    product_id: Id
    counted: Annotated[int, Strict(), Field(ge=0, le=999_999_999)]


class BlindCountDone(Answer):
    """Whether the count agrees with the register; never by how much it differs."""

    id: UUID
    agrees: bool
    case_id: UUID | None


class CountCase(Answer):
    """A difference: base units counted less those of the register, by the last count."""

    id: UUID
    branch_id: UUID
    product_id: UUID
    product: str
    code: str
    state: CaseState
    difference: int
    opened_at: datetime
    due_on: date = Field(description="Until when it is to be explained.")
    explanation: str
    settled_at: datetime | None
    settled_by: UUID | None
    witness_id: UUID | None
    version: int


class CountCasePage(Page[CountCase]):
    """A page of differences, the one due first on top."""


class CountCasesWanted(WantedHere):
    """Filters of differences."""

    state: CaseState | None = None
    product_id: Id | None = None


class CaseExplained(Body):
    """Why it differs, and the second person's approval."""

    explanation: Why
    approval_id: ApprovalId = None
