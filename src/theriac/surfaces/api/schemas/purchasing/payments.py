"""Bills of suppliers and payments to them as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Reason, Text80
from theriac.domains.books.voucher import MOST_MONEY
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Here, Page, Wanted


class BillsWanted(Here):
    """Which bills of one branch; open ones unless told otherwise."""

    supplier_id: Id | None = None
    is_open: FlagInAddress | None = Field(
        default=True, description="`false`: only those with nothing left to pay."
    )


class SupplierBill(Answer):
    """What a supplier asks for, or, below zero, credits; `left` isn't paid yet."""

    id: UUID
    branch_id: UUID
    supplier_id: UUID
    supplier: str
    receipt_id: UUID | None
    number: str
    billed_on: date
    due_on: date
    amount: NetMoney
    paid: NetMoney
    left: NetMoney


class SupplierBills(Answer):
    """The bills by due date."""

    bills: list[SupplierBill]


class BillsPaid(Body):
    """What is left of these bills was paid, a payment a supplier; `amount` is a part of one."""

    bill_ids: Annotated[list[Id], Field(min_length=1, max_length=200)]
    paid_from: Literal["bank", "cash"]
    paid_on: Day
    reference: Text80 = ""
    amount: Annotated[
        int | None, Field(ge=1, le=MOST_MONEY, description="Minor units; for a single bill.")
    ] = None


class BillCancelled(Body):
    """Why a bill that was recorded by mistake is cancelled."""

    reason: Reason


class PaymentWithdrawn(Body):
    """Why a payment that was recorded by mistake is withdrawn."""

    reason: Reason


class PaymentsWanted(Wanted):
    """Which payments."""

    branch_id: Id | None = None
    supplier_id: Id | None = None


class PaidBill(Answer):
    """What of a bill a payment settled."""

    bill_id: UUID
    number: str
    amount: NetMoney


class SupplierPaymentListed(Answer):
    """A payment as lists show it."""

    id: UUID
    branch_id: UUID
    supplier_id: UUID
    number: str
    paid_from: str
    amount: NetMoney
    paid_on: date
    reference: str
    person_id: UUID
    recorded_at: datetime
    is_withdrawn: bool


class SupplierPaymentPage(Page[SupplierPaymentListed]):
    """A page of payments."""


class SupplierPayment(SupplierPaymentListed):
    """A payment with the bills that it settled."""

    supplier: str
    bills: list[PaidBill]


class SupplierPayments(Answer):
    """The payments that were recorded at once, one a supplier."""

    payments: list[SupplierPayment]
