"""What is owed to suppliers: bills are made with deliveries and credit notes, and settled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_currency
from theriac.domains.purchasing.models import (
    BillCancellation,
    GoodsReceipt,
    SupplierBill,
    SupplierCredit,
)
from theriac.domains.purchasing.rules.opening_bill import OpeningBill
from theriac.domains.suppliers.queries import payment_days_of


def standing_bills() -> QuerySet[Any, Any]:
    """Every bill that isn't cancelled, with what was ``paid`` and what is ``left`` of it."""
    return with_payments(SupplierBill.objects.filter(cancellation__isnull=True))


def with_payments(rows: QuerySet[SupplierBill, Any]) -> QuerySet[Any, Any]:
    """With what was ``paid`` of each, and what is ``left``."""
    return rows.annotate(paid=Coalesce(Sum("lines__amount"), 0)).annotate(
        left=F("amount") - F("paid")
    )


def locked_bills(branch_id: UUID, bill_ids: Iterable[UUID]) -> list[SupplierBill]:
    """These bills of the branch, locked in the order of their ids."""
    rows = SupplierBill.objects.select_for_update().filter(
        id__in=list(bill_ids), branch_id=branch_id
    )
    return list(rows.order_by("id"))


def bill_delivery(receipt: GoodsReceipt, supplier_id: UUID, amount: int) -> None:
    """Make the bill of a delivery that is posted with its invoice."""
    today = branch_date(receipt.branch_id)
    billed_on = receipt.invoice_on or receipt.received_on or today
    days = payment_days_of(supplier_id) or 0
    _keep(
        SupplierBill(
            id=new_id(),
            branch_id=receipt.branch_id,
            supplier_id=supplier_id,
            receipt=receipt,
            number=receipt.invoice_number,
            billed_on=billed_on,
            due_on=billed_on + timedelta(days=days),
            amount=amount,
        )
    )


def bill_credit(note: SupplierCredit) -> None:
    """Make the bill, below zero, of a credit note."""
    _keep(
        SupplierBill(
            id=new_id(),
            branch_id=note.branch_id,
            supplier_id=note.supplier_id,
            credit=note,
            number=note.number,
            billed_on=note.credited_on,
            due_on=note.credited_on,
            amount=-note.amount,
        )
    )


def bill_before(branch_id: UUID, opening: OpeningBill, bill_id: UUID) -> SupplierBill:
    """Make a bill that was owed before the books began; due by the supplier's terms unless said."""
    days = payment_days_of(opening.supplier_id) or 0
    return _keep(
        SupplierBill(
            id=bill_id,
            branch_id=branch_id,
            supplier_id=opening.supplier_id,
            number=opening.number,
            billed_on=opening.billed_on,
            due_on=opening.due_on or opening.billed_on + timedelta(days=days),
            amount=opening.amount,
        )
    )


def _keep(bill: SupplierBill) -> SupplierBill:
    bill.currency = pharmacy_currency()
    bill.person_id, bill.recorded_at = current_unit().actor.id, clock.now()
    insert_rows(SupplierBill, [bill])
    return bill


def cancel_bill(receipt: GoodsReceipt, reason: str) -> None:
    """Nothing is owed of the delivery's bill any more, where it has one."""
    bill = SupplierBill.objects.filter(receipt=receipt).first()
    if bill is not None:
        note_cancelled(bill, reason)


def note_cancelled(bill: SupplierBill, reason: str) -> None:
    """Nothing is owed of this bill any more."""
    made = BillCancellation(
        id=new_id(),
        bill=bill,
        reason=reason,
        person_id=current_unit().actor.id,
        recorded_at=clock.now(),
    )
    insert_rows(BillCancellation, [made])


def is_paid_for(receipt: GoodsReceipt) -> bool:
    """Whether something was paid of the delivery's bill, locking the bill."""
    bill = SupplierBill.objects.select_for_update().filter(receipt=receipt).first()
    if bill is None:
        return False
    return bool(bill.lines.aggregate(paid=Coalesce(Sum("amount"), 0))["paid"])
