"""What buying enters into the books, beside what stock itself enters of goods that come and go.

Goods that come are owed, not invoiced yet; the invoice turns that into a debt to the supplier.
Goods that go back make a credit outstanding; the credit note takes it off the debt.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter, enter_opposite
from theriac.domains.books.queries.documents import entered_on
from theriac.domains.books.rules import added
from theriac.domains.capital.commitments import (
    AWAITED_TAX,
    CommittingDocument,
    await_tax,
    await_tax_no_more,
)
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchasing.bills import bill_credit, bill_delivery, cancel_bill
from theriac.domains.purchasing.models import (
    ConsignmentSettlement,
    GoodsReceipt,
    SupplierCredit,
    SupplierPayment,
    SupplierReturn,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.rules.costs import ReceiptCost

INVOICE, CREDIT, PAYMENT = "supplier_invoice", "supplier_credit", "supplier_payment"
CONSIGNMENT = "consignment"


def enter_invoice(receipt: GoodsReceipt, costs: ReceiptCost) -> None:
    """Enter the invoice of a delivery that is posted; nothing where it is consigned.

    Of one without an invoice the tax to come, which the books don't owe yet, is committed.
    What the invoice asks otherwise than its lines add up to is a purchase difference.
    """
    if receipt.is_consigned:
        return
    if not receipt.invoice_number:
        await_tax(
            branch_id=receipt.branch_id, document=_awaited(receipt), tax=costs.total - costs.cost
        )
        return
    asked = costs.total if receipt.invoice_total is None else receipt.invoice_total
    if receipt.supplier_id is not None:
        bill_delivery(receipt, receipt.supplier_id, asked)
    enter(
        _invoice(receipt),
        added(
            [
                (Account.NOT_INVOICED, costs.cost),
                (Account.INPUT_TAX, costs.total - costs.cost),
                (Account.PURCHASE_DIFFERENCES, asked - costs.total),
                (Account.SUPPLIERS, -asked),
            ]
        ),
    )


def reverse_invoice(receipt: GoodsReceipt, reason: str) -> None:
    """Enter the opposite of what was entered of the delivery's invoice, and cancel its bill."""
    cancel_bill(receipt, reason)
    enter_opposite(_invoice(receipt))
    await_tax_no_more(_awaited(receipt, reason))


def _awaited(receipt: GoodsReceipt, reason: str = "") -> CommittingDocument:
    return CommittingDocument(kind=AWAITED_TAX, id=receipt.id, number=receipt.number, reason=reason)


def _invoice(receipt: GoodsReceipt) -> EnteredDocument:
    return EnteredDocument(
        kind=INVOICE,
        id=receipt.id,
        branch_id=receipt.branch_id,
        number=receipt.invoice_number,
        booked_on=branch_date(receipt.branch_id),
    )


def enter_credit_note(found: SupplierReturn, note: SupplierCredit) -> None:
    """Enter a credit note; where its return is settled by it, what is left of the credit too."""
    bill_credit(note)
    amounts = [(Account.SUPPLIERS, note.amount), (Account.SUPPLIER_CREDITS, -note.amount)]
    if found.state == SupplierReturn.State.SETTLED:
        amounts += _left(found, less=note.amount)
    document = EnteredDocument(
        kind=CREDIT,
        id=note.id,
        branch_id=note.branch_id,
        number=note.number,
        booked_on=branch_date(note.branch_id),
    )
    enter(document, added(amounts))


def enter_settled(found: SupplierReturn) -> None:
    """Enter that no more credit is awaited for a return."""
    document = EnteredDocument(
        kind=CREDIT,
        id=found.id,
        branch_id=found.branch_id,
        number=found.number,
        booked_on=branch_date(found.branch_id),
        note=found.difference_reason,
    )
    enter(document, added(_left(found)))


def _left(found: SupplierReturn, less: int = 0) -> list[tuple[Account, int]]:
    """What the books still have outstanding of a return's goods, as a purchase difference."""
    left = entered_on(Account.SUPPLIER_CREDITS, _documents(found)) - less
    return [(Account.PURCHASE_DIFFERENCES, left), (Account.SUPPLIER_CREDITS, -left)]


def _documents(found: SupplierReturn) -> Sequence[UUID]:
    sent = SupplierReturnPosting.objects.filter(supplier_return=found)
    notes = SupplierCredit.objects.filter(supplier_return=found)
    return [*sent.values_list("document_id", flat=True), *notes.values_list("id", flat=True)]


def enter_payment(made: SupplierPayment) -> None:
    """Enter what a supplier was paid, or the counter-row that withdraws a payment."""
    document = EnteredDocument(
        kind=PAYMENT,
        id=made.id,
        branch_id=made.branch_id,
        number=made.number,
        booked_on=made.paid_on,
        note=made.reason or made.reference,
    )
    enter(document, added([(Account.SUPPLIERS, made.amount), (made.paid_from, -made.amount)]))


def enter_settlement(made: ConsignmentSettlement) -> None:
    """Enter a payment for consigned goods, or the counter-row that withdraws one."""
    document = EnteredDocument(
        kind=CONSIGNMENT,
        id=made.id,
        branch_id=made.branch_id,
        booked_on=made.paid_on,
        note=made.reason or made.reference,
    )
    enter(document, added([(Account.CONSIGNORS, made.amount), (Account.BANK, -made.amount)]))
