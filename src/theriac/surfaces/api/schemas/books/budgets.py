"""Budgets as the API takes and gives them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Amount, Reason
from theriac.domains.budgets.rules.facts import MOST_BUDGETS, MOST_MONEY, BudgetName
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Money


class BudgetsWanted(BaseModel):
    """Which budgets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ended: FlagInAddress = False


class Budget(Answer):
    """A budget in its period with today; `left` is below zero where it is over.

    `received` is what was posted in the period less credit notes, `on_order` what open purchase
    orders still bring in it; tax and freight are included.
    """

    id: UUID
    name: str
    period: Literal["month", "quarter", "year", "days"]
    first_on: date
    last_on: date
    branch_id: UUID | None
    supplier_id: UUID | None
    category_id: UUID | None
    amount: Money
    received: NetMoney
    on_order: NetMoney
    left: NetMoney
    is_ended: bool
    version: int


class Budgets(Answer):
    """Those that stand, or that ended, by name."""

    budgets: Annotated[list[Budget], Field(max_length=MOST_BUDGETS)]


class BudgetDocument(Answer):
    """A document that counted: what is still to come of an order, a receipt, a credit note.

    `document_id` is null, and `number` empty, for who may not see it at its branch. That of a
    credit note is its return's.
    """

    kind: Literal["purchase_order", "receipt", "credit"]
    document_id: UUID | None
    number: str
    day: date
    amount: NetMoney
    is_open: bool


class BudgetPast(Answer):
    """A period of the last twelve months: what the budget was in its end, and what was bought."""

    first_on: date
    last_on: date
    amount: Money
    actual: NetMoney


class BudgetWithDocuments(Budget):
    """A budget with what counted, the newest first, and how the last months went."""

    documents: list[BudgetDocument]
    past: list[BudgetPast]


class BudgetChanged(Body):
    """Another amount or name, and why."""

    amount: Annotated[Amount, Field(ge=1, le=MOST_MONEY)] | None = None
    name: BudgetName | None = None
    reason: Reason


class BudgetEnding(Body):
    """Why it ends."""

    reason: Reason
