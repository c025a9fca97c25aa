"""Payments to suppliers: recorded for the bills that they settle, withdrawn by a counter-row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.facts.types import is_storable
from theriac.core.ids import new_id
from theriac.core.listing.selection import selected
from theriac.core.problems import NotFound, require_reason
from theriac.domains.books.accounts import Account
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_currency
from theriac.domains.purchasing.bills import locked_bills, standing_bills
from theriac.domains.purchasing.commands.books import enter_payment
from theriac.domains.purchasing.models import SupplierBill, SupplierPayment, SupplierPaymentLine
from theriac.domains.purchasing.numbering import PAYMENT, PAYMENT_WITHDRAWN
from theriac.domains.purchasing.permissions import PAY_SUPPLIERS
from theriac.domains.purchasing.problems import PaymentFixed, PaymentRefused
from theriac.domains.suppliers.queries import names_of_suppliers

RECORD = "purchasing.payment"
PAID_FROM = (Account.BANK, Account.CASH)
LONGEST_REFERENCE = 80


@command(
    name="purchasing.pay_bills",
    done=gettext_lazy("Recorded a payment to a supplier"),
    permission=PAY_SUPPLIERS,
)
def pay_bills(
    *,
    actor: Actor,
    branch_id: BranchId,
    bill_ids: Sequence[UUID],
    paid_from: str,
    paid_on: date,
    reference: str = "",
    amount: int | None = None,
) -> tuple[UUID, ...]:
    """Record that what is left of these bills was paid, a payment a supplier; their ids.

    Credit notes among them are taken off. ``amount`` is for a part of a single bill, minor units.
    Raises Unprocessable for none or too many bills, NotFound for one that isn't the branch's,
    PaymentRefused where one is settled or cancelled, where credits are more than bills, for a part
    that is more than what is left, for another account, and for a day that is to come.
    """
    wanted = selected(bill_ids)
    _check(branch_id, paid_from, paid_on, reference)
    bills = locked_bills(branch_id, wanted)
    if len(bills) != len(wanted):
        raise NotFound(_("This bill doesn’t exist at this branch. Reload the page."))
    parts = _parts(bills, amount)
    by_supplier: dict[UUID, list[SupplierBill]] = defaultdict(list)
    for bill in bills:
        by_supplier[bill.supplier_id].append(bill)
    made = []
    for supplier_id, theirs in by_supplier.items():
        total = sum(parts[bill.id] for bill in theirs)
        if total < 0:
            name = names_of_suppliers([supplier_id]).get(supplier_id, "")
            raise PaymentRefused(
                _(
                    "%(supplier)s: the credit notes are more than the bills. Choose more bills of "
                    "this supplier."
                )
                % {"supplier": name}
            )
        payment = _payment(branch_id, supplier_id, total, (paid_from, paid_on, reference.strip()))
        _keep(payment, [(bill.id, parts[bill.id]) for bill in theirs])
        made.append(payment.id)
    return tuple(made)


@command(
    name="purchasing.withdraw_payment",
    done=gettext_lazy("Withdrew a payment to a supplier"),
    permission=PAY_SUPPLIERS,
)
def withdraw_payment(*, actor: Actor, branch_id: BranchId, payment_id: UUID, reason: str) -> UUID:
    """Answer a payment by its counter-row, whose id is returned; its bills are open again.

    Raises Unprocessable without a reason, NotFound for one that isn't the branch's, PaymentFixed.
    """
    why = require_reason(reason)[:120]
    rows = SupplierPayment.objects.select_for_update().filter(
        id=payment_id, branch_id=branch_id, withdraws__isnull=True
    )
    found = rows.first()
    if found is None:
        raise NotFound(_("This payment doesn’t exist. Choose one from the list."))
    lines = list(found.lines.values_list("bill_id", "amount"))
    locked_bills(branch_id, [bill_id for bill_id, _amount in lines])
    if SupplierPayment.objects.filter(withdraws=found).exists():
        raise PaymentFixed
    today = branch_date(branch_id)
    counter = SupplierPayment(
        id=current_unit().effect_id,
        branch_id=branch_id,
        supplier_id=found.supplier_id,
        number=take_document_number(branch_id, PAYMENT_WITHDRAWN, today),
        run_id=current_unit().effect_id,
        withdraws=found,
        paid_from=found.paid_from,
        amount=-found.amount,
        currency=found.currency,
        paid_on=today,
        reference=found.reference,
        reason=why,
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    _keep(counter, [(bill_id, -part) for bill_id, part in lines])
    return counter.id


def _check(branch_id: UUID, paid_from: str, paid_on: date, reference: str) -> None:
    errors: dict[str, str] = {}
    if paid_from not in PAID_FROM:
        errors["paid_from"] = _("Choose cash or bank.")
    if paid_on > branch_date(branch_id):
        errors["paid_on"] = _("This date is in the future. Enter the payment date.")
    if len(reference.strip()) > LONGEST_REFERENCE:
        errors["reference"] = _("Enter at most %(most)s characters.") % {"most": LONGEST_REFERENCE}
    elif not is_storable(reference):
        errors["reference"] = _(
            "This text contains a character that can't be saved. Enter it again."
        )
    if errors:
        raise PaymentRefused(errors=errors)


def _parts(bills: Sequence[SupplierBill], amount: int | None) -> Mapping[UUID, int]:
    """What is settled of each bill: what is left, or a part of the only one."""
    ids = [bill.id for bill in bills]
    left = dict(standing_bills().filter(id__in=ids).order_by().values_list("id", "left"))
    settled = [bill.number for bill in bills if not left.get(bill.id)]
    if settled:
        raise PaymentRefused(
            _("Nothing is left to pay of bill %(number)s. Reload the page.")
            % {"number": settled[0]}
        )
    if amount is None:
        return left
    if len(bills) != 1 or not 1 <= amount <= left[ids[0]]:
        raise PaymentRefused(
            _("Enter an amount from 1 to what is left of the bill."), field="amount"
        )
    return {ids[0]: amount}


def _payment(
    branch_id: UUID, supplier_id: UUID, amount: int, how: tuple[str, date, str]
) -> SupplierPayment:
    paid_from, paid_on, reference = how
    return SupplierPayment(
        id=new_id(),
        branch_id=branch_id,
        supplier_id=supplier_id,
        number=take_document_number(branch_id, PAYMENT, branch_date(branch_id)),
        run_id=current_unit().effect_id,
        paid_from=paid_from,
        amount=amount,
        currency=pharmacy_currency(),
        paid_on=paid_on,
        reference=reference,
        person_id=current_unit().actor.id,
        recorded_at=clock.now(),
    )


def _keep(payment: SupplierPayment, parts: Sequence[tuple[UUID, int]]) -> None:
    insert_rows(SupplierPayment, [payment])
    lines = [
        SupplierPaymentLine(
            id=new_id(), payment=payment, bill_id=bill_id, position=position, amount=part
        )
        for position, (bill_id, part) in enumerate(parts, start=1)
    ]
    insert_rows(SupplierPaymentLine, lines)
    enter_payment(payment)
    facts = {"number": payment.number, "amount": payment.amount, "bills": len(parts)}
    current_unit().record(RECORD, payment.id, reason=payment.reason, facts=facts)
