"""Payments for consigned goods as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Reason, Text80, Whole
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import WITHHELD, Answer, Body, Page, Wanted

NetSeen = Annotated[NetMoney | None, Field(description=WITHHELD)]


class ConsignmentSettlementWritten(Body):
    """What was paid to one supplier for consigned goods that one branch sold.

    The period begins where the last payment ended; `last_on` is its last day, which must be over.
    `amount` is minor units, below zero for a credit, and what is due: otherwise
    `purchasing.consignment_differs` says what is.
    """

    branch_id: Id
    supplier_id: Id
    last_on: Day
    paid_on: Day
    amount: Whole
    reference: Text80 = ""


class ConsignmentSettlementWithdrawn(Body):
    """Why a payment that was recorded by mistake is withdrawn."""

    reason: Reason


class SettlementWithdrawal(Answer):
    """That a payment was withdrawn, by whom and why; its days are open again."""

    id: UUID
    reason: str
    person_id: UUID
    recorded_at: datetime


class ConsignmentSettlementListed(Answer):
    """A payment as lists show it, from `first_on` to `last_on` by the branch's date.

    `begins_at` and `ends_at` are the instants of these days as they were when it was recorded; the
    second isn't in the period.
    """

    id: UUID
    branch_id: UUID
    supplier_id: UUID
    sequence: int
    first_on: date
    last_on: date
    begins_at: datetime
    ends_at: datetime
    amount: NetSeen
    paid_on: date
    reference: str
    person_id: UUID
    recorded_at: datetime
    withdrawal: SettlementWithdrawal | None


class ConsignmentSettlementPage(Page[ConsignmentSettlementListed]):
    """A page of payments."""


class ConsignmentLine(Answer):
    """What was sold of one batch in the period, less what came back, and what it was owed."""

    batch_id: UUID
    product_id: UUID
    number: str
    sold: int
    due: NetSeen


class ConsignmentSettlement(ConsignmentSettlementListed):
    """A payment with its lines; `is_newest` is the one that can be withdrawn."""

    supplier: str
    is_newest: bool
    lines: list[ConsignmentLine]


class ConsignmentSettlementsWanted(Wanted):
    """Filters of the list, the newest period first."""

    branch_id: Id | None = None
    supplier_id: Id | None = None
