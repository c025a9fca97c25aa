"""What is owed to suppliers, when it is due, and what was paid of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.purchasing.bills import standing_bills, with_payments
from theriac.domains.purchasing.models import (
    BillCancellation,
    SupplierBill,
    SupplierPayment,
    SupplierPaymentLine,
)
from theriac.domains.purchasing.permissions import VIEW_BILLS
from theriac.domains.purchasing.queries.withdrawals import withdrawal_of
from theriac.domains.suppliers.queries import names_of_suppliers

AGES = (0, 7, 30)
"""Days by which what is owed is grouped: late, due within a week, within a month, and later."""

PAYMENTS: Listing[SupplierPayment] = Listing(
    name="purchasing.payments",
    sorts={"paid_on": SortFields(("paid_on",))},
    default_sort="-paid_on",
    filters={
        "supplier_id": lambda rows, value: rows.filter(supplier_id=value),
        "branch_id": lambda rows, value: rows.filter(branch_id=value),
    },
)


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill with its supplier's name; amounts are minor units, below zero for a credit note."""

    id: UUID
    branch_id: UUID
    supplier_id: UUID
    supplier: str
    receipt_id: UUID | None
    number: str
    billed_on: date
    due_on: date
    amount: int
    paid: int
    left: int

    @property
    def is_credit(self) -> bool:
        """Whether the supplier owes it."""
        return self.amount < 0

    def days_late(self, today: date) -> int:
        """How many days it is late; 0 where it isn't, or nothing is left."""
        return max(0, (today - self.due_on).days) if self.left > 0 else 0


@query(permission=VIEW_BILLS)
def list_bills(
    *, actor: Actor, branch_id: UUID, supplier_id: UUID | None = None, is_open: bool | None = True
) -> list[Bill]:
    """The branch's bills by due date, credit notes among them; None for settled ones too."""
    rows = standing_bills().filter(branch_id=branch_id)
    if supplier_id is not None:
        rows = rows.filter(supplier_id=supplier_id)
    if is_open is not None:
        rows = rows.exclude(left=0) if is_open else rows.filter(left=0)
    return _told(rows.order_by("due_on", "id"))


@query(permission=VIEW_BILLS)
def bills_named(*, actor: Actor, bill_ids: Iterable[UUID]) -> list[Bill]:
    """These bills of branches whose bills the actor may see, by due date."""
    rows = standing_bills().filter(id__in=list(bill_ids), **branches_seen(actor, VIEW_BILLS))
    return _told(rows.order_by("due_on", "id"))


@dataclass(frozen=True, slots=True)
class BillView:
    """A bill with its row, what paid it, and the counter-row that cancelled it, if any."""

    told: Bill
    row: SupplierBill
    cancellation: BillCancellation | None
    lines: tuple[SupplierPaymentLine, ...]

    @property
    def is_from_before(self) -> bool:
        """Whether it was owed before the books began."""
        return self.row.receipt_id is None and self.row.credit_id is None


@query(permission=VIEW_BILLS)
def read_bill(*, actor: Actor, bill_id: UUID) -> BillView | None:
    """A bill of a branch whose bills the actor may see, a cancelled one too; None for no such."""
    rows = SupplierBill.objects.filter(id=bill_id, **branches_seen(actor, VIEW_BILLS))
    found = with_payments(rows.select_related("cancellation", "credit")).first()
    if found is None:
        return None
    lines = found.lines.select_related("payment", "payment__withdrawal").order_by("payment__number")
    return BillView(_told([found])[0], found, getattr(found, "cancellation", None), tuple(lines))


def _told(rows: Iterable[Any]) -> list[Bill]:
    found = list(rows)
    names = names_of_suppliers({row.supplier_id for row in found})
    return [
        Bill(
            id=row.id,
            branch_id=row.branch_id,
            supplier_id=row.supplier_id,
            supplier=names.get(row.supplier_id, ""),
            receipt_id=row.receipt_id,
            number=row.number,
            billed_on=row.billed_on,
            due_on=row.due_on,
            amount=row.amount,
            paid=row.paid,
            left=row.left,
        )
        for row in found
    ]


def owed_by_age(bills: Sequence[Bill], today: date) -> dict[str, int]:
    """What is left of bills by when it is due: ``late``, ``week``, ``month``, ``later``.

    What credit notes have left is in ``credits``, above zero.
    """
    sums = dict.fromkeys(("late", "week", "month", "later", "credits"), 0)
    for bill in bills:
        days = (bill.due_on - today).days
        if bill.is_credit:
            sums["credits"] -= bill.left
        elif days < AGES[0]:
            sums["late"] += bill.left
        elif days <= AGES[1]:
            sums["week"] += bill.left
        else:
            sums["month" if days <= AGES[2] else "later"] += bill.left
    return sums


@query(permission=VIEW_BILLS)
def list_payments(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[SupplierPayment]:
    """Payments, those withdrawn too, in no order; counter-rows stand with what they withdrew."""
    rows: QuerySet[SupplierPayment] = SupplierPayment.objects.filter(
        withdraws__isnull=True, **branches_seen(actor, VIEW_BILLS, branch_id)
    )
    return rows.select_related("withdrawal").order_by()


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment with its lines, and the counter-row that withdrew it, if any."""

    row: SupplierPayment
    supplier: str
    withdrawal: SupplierPayment | None
    lines: tuple[SupplierPaymentLine, ...]


@query(permission=VIEW_BILLS)
def read_payment(*, actor: Actor, payment_id: UUID) -> PaymentView | None:
    """A payment of a branch whose bills the actor may see; None where there is none."""
    row = list_payments(actor=actor).filter(id=payment_id).first()
    return None if row is None else _viewed(row)


@query(permission=VIEW_BILLS)
def payments_of(*, actor: Actor, run_id: UUID) -> list[PaymentView]:
    """The payments that were recorded at once, in the order of their numbers."""
    rows = list_payments(actor=actor).filter(run_id=run_id).order_by("number")
    return [_viewed(row) for row in rows]


def _viewed(row: SupplierPayment) -> PaymentView:
    names = names_of_suppliers([row.supplier_id])
    lines = row.lines.select_related("bill").order_by("position")
    return PaymentView(row, names.get(row.supplier_id, ""), withdrawal_of(row), tuple(lines))
