"""Bills that were owed before the books began: entered one by one or imported, and cancelled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, Text, Unprocessable, require_reason
from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter, enter_opposite
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, lock_branch
from theriac.domains.purchasing.bills import (
    bill_before,
    locked_bills,
    note_cancelled,
    standing_bills,
)
from theriac.domains.purchasing.models import BillCancellation, SupplierBill
from theriac.domains.purchasing.problems import BillFixed
from theriac.domains.purchasing.rules.opening_bill import (
    BillKey,
    OpeningBill,
    fault_of_opening,
    key_of,
)
from theriac.domains.suppliers.queries import names_of_suppliers

RECORD = "purchasing.bill"
OPENING_BILL = "opening_bill"
"""The kind of document in postings."""
WHY: Mapping[str, Text] = {
    "empty": gettext_lazy("Enter the bill’s number as printed."),
    "known": gettext_lazy("This bill of the supplier is already recorded. Check its number."),
    "future": gettext_lazy("This date is in the future. Enter the date of the bill."),
    "before": gettext_lazy("The due date is before the bill’s date. Check both."),
}


@command(
    name="purchasing.open_bill",
    done=gettext_lazy("Recorded a bill from before"),
    permission=ENTER_BOOKS,
)
def open_bill(*, actor: Actor, branch_id: BranchId, bill: OpeningBill) -> UUID:
    """Record what is left to pay of a bill from before, against the opening balances; its id.

    Raises Unprocessable for a supplier that there isn't, a number that is recorded already, and
    days that don't fit.
    """
    if bill.supplier_id not in names_of_suppliers([bill.supplier_id]):
        raise Unprocessable(
            _("This supplier doesn’t exist. Choose one from the list."), field="supplier_id"
        )
    lock_branch(branch_id)
    known = known_bills([bill.supplier_id])
    field, fault = fault_of_opening(bill, branch_date(branch_id), known)
    if fault:
        raise Unprocessable(str(WHY[fault]), field=field)
    return keep_opening_bill(branch_id, bill, current_unit().effect_id)


@command(
    name="purchasing.cancel_opening_bill",
    done=gettext_lazy("Cancelled a bill from before"),
    permission=ENTER_BOOKS,
)
def cancel_opening_bill(*, actor: Actor, branch_id: BranchId, bill_id: UUID, reason: str) -> None:
    """Nothing is owed of it any more: it was recorded by mistake.

    Raises Unprocessable without a reason, NotFound for one that isn't the branch's, BillFixed for
    one of a delivery or a credit note, one that is cancelled, and one of which something was paid.
    """
    why = require_reason(reason)[:120]
    found = locked_bills(branch_id, [bill_id])
    if not found:
        raise NotFound(_("This bill doesn’t exist at this branch. Choose one from the list."))
    (bill,) = found
    if bill.receipt_id or bill.credit_id:
        raise BillFixed(_("It belongs to a goods receipt or a return. Reverse that instead."))
    if BillCancellation.objects.filter(bill=bill).exists():
        raise BillFixed(_("This bill is already cancelled."))
    if standing_bills().get(id=bill.id).paid:
        raise BillFixed(_("Something was paid of it. Withdraw the payment first."))
    note_cancelled(bill, why)
    enter_opposite(_document(bill, why))
    current_unit().record(RECORD, bill.id, reason=why, facts={"number": bill.number})


def known_bills(supplier_ids: Collection[UUID]) -> set[BillKey]:
    """The bills of these suppliers that stand, at any branch; who adds one locks the branch."""
    rows = SupplierBill.objects.filter(supplier_id__in=supplier_ids, cancellation__isnull=True)
    return {key_of(*told) for told in rows.order_by().values_list("supplier_id", "number")}


def keep_opening_bill(branch_id: UUID, bill: OpeningBill, bill_id: UUID) -> UUID:
    """Make a bill inside the running unit of work, under this id; it was checked."""
    row = bill_before(branch_id, bill, bill_id)
    enter(_document(row), {Account.OPENING: row.amount, Account.SUPPLIERS: -row.amount})
    current_unit().record(RECORD, row.id, facts={"number": row.number, "amount": row.amount})
    return bill_id


def _document(bill: SupplierBill, note: str = "") -> EnteredDocument:
    return EnteredDocument(
        kind=OPENING_BILL,
        id=bill.id,
        branch_id=bill.branch_id,
        number=bill.number,
        booked_on=branch_date(bill.branch_id),
        note=note,
    )
