"""Returns to suppliers as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Amount, Day, Id, Reason, Text40, Text120
from theriac.domains.purchasing.commands.returns.draft import ReturnLineWritten, ReturnWhy
from theriac.surfaces.api.schemas.types import Answer, Body, Money, Page, Wanted

ReturnState = Literal["draft", "sent", "settled", "taken_back", "discarded"]


class ReturnLinesWritten(Body):
    """All lines of a return, instead of those there were."""

    lines: list[ReturnLineWritten] = Field(default=[], max_length=200)
    note: Text120 = ""


class ReturnBegun(ReturnLinesWritten):
    """A return of one branch to one supplier."""

    branch_id: Id
    supplier_id: Id


class ReturnTakenBack(Body):
    """Why the supplier didn't take the goods."""

    reason: Reason


class CreditWritten(Body):
    """A credit note of the supplier."""

    number: Text40
    credited_on: Day
    amount: Amount


class ReturnSettled(Body):
    """Why the credit differs from what was asked back."""

    reason: Reason


class ReturnLine(Answer):
    """A line; `there` base units of its batch are at the branch now."""

    id: UUID
    position: int
    product_id: UUID
    product: str
    batch_id: UUID
    batch_number: str
    expires_on: date | None
    batch_state: str
    quantity: int
    there: int
    why: ReturnWhy
    credit: int


class SupplierCredit(Answer):
    """A credit note that was entered."""

    id: UUID
    number: str
    credited_on: date
    amount: int
    recorded_at: datetime


class SupplierReturnListed(Answer):
    """A return as lists show it; sums are minor units."""

    id: UUID
    branch_id: UUID
    supplier_id: UUID
    state: ReturnState
    number: str
    note: str
    expected: int
    credited: int
    created_at: datetime
    sent_at: datetime | None
    version: int


class SupplierReturnPage(Page[SupplierReturnListed]):
    """A page of returns."""


class SupplierReturn(SupplierReturnListed):
    """A return with its lines and credit notes."""

    supplier: str
    currency: str
    awaited: Money
    worth: Money
    back_number: str
    difference_reason: str
    lines: list[ReturnLine]
    credits: list[SupplierCredit]


class ReturnsWanted(Wanted):
    """Filters of the list; `state=sent` are those whose credit is awaited."""

    state: ReturnState | None = None
    branch_id: Id | None = None
    supplier_id: Id | None = None
