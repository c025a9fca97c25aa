"""Payments on accounts: received under a numbered receipt, and reversed by their opposite."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text60, Text120
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.core.problems import NotFound, require_reason
from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import enter, enter_opposite
from theriac.domains.books.till_cash import CASH, CounterTill, lies_on, till_taking
from theriac.domains.books.till_money import refuse_second, taken_at
from theriac.domains.credit.entries.cash import document_of, through_till
from theriac.domains.credit.entries.rows import RECORD, EntryNew, known_account, write_entry
from theriac.domains.credit.ids import CreditAccountId, CreditEntryId
from theriac.domains.credit.models import CreditEntry
from theriac.domains.credit.permissions import RECEIVE_CREDIT_PAYMENTS, REVERSE_CREDIT_PAYMENTS
from theriac.domains.credit.problems import CreditPaymentRefused
from theriac.domains.credit.rules import MOST_MONEY
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import (
    branch_date,
    pharmacy_country,
    pharmacy_currency,
)

Kind = CreditEntry.Kind
RECEIPT = "CR"
"""The mark of receipts in their numbers, such as MLT-CR-26-000012."""


@record
class CreditPaymentNew:
    """What a customer pays; cash goes into a program's till where one is open.

    Of another method an open till may be named: its report tells it.
    """

    method: Literal["cash", "card", "transfer", "qr"]
    amount: Annotated[
        int, Field(strict=True, ge=1, le=MOST_MONEY, description="Minor units of the currency.")
    ]
    reference: Text60 = ""
    note: Text120 = ""
    till_session_id: Id | None = None


@command(
    name="credit.receive_payment",
    done=gettext_lazy("Received a payment on a credit account"),
    permission=RECEIVE_CREDIT_PAYMENTS,
)
def receive_payment(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    payment: CreditPaymentNew,
    counter: CounterTill | None = None,
) -> CreditEntryId:
    """Receive it today, under the branch's next receipt; it pays the oldest charges first.

    ``counter`` is where a counter takes it: cash goes into the session that is open there, and the
    same request is taken once, whenever it comes again: Replayed, or KeyReused. Raises
    CreditAccountUnknown, CreditPaymentRefused for more than is owed and for cash without a till
    where one is open; and what the tills raise for a session that isn't open.
    """
    account = known_account(credit_account_id)
    reference = " ".join(payment.reference.split())
    said = {
        "account_id": account.id,
        "amount": -payment.amount,
        "method": payment.method,
        "reference": reference,
    }
    refuse_second(CreditEntry.objects.all(), counter, said)
    if payment.amount > account.owed:
        raise _too_much(account.owed)
    at_till = till_taking(
        branch_id, payment.method, payment.till_session_id, CreditPaymentRefused, counter
    )
    entry_id = CreditEntryId(current_unit().effect_id)
    today = branch_date(branch_id)
    entry = write_entry(
        account,
        EntryNew(
            id=entry_id,
            branch_id=branch_id,
            kind=Kind.PAYMENT,
            amount=-payment.amount,
            number=take_document_number(branch_id, RECEIPT, today),
            booked_on=today,
            person_id=actor.id,
            more={
                "method": payment.method,
                "reference": reference,
                "note": " ".join(payment.note.split()),
                "is_at_till": at_till is not None and payment.method == CASH,
                **taken_at(at_till, counter),
            },
        ),
    )
    into = lies_on(payment.method, at_till)
    enter(document_of(entry), {into: payment.amount, Account.CUSTOMERS: -payment.amount})
    through_till(entry, at_till, counter)
    facts = {"number": entry.number, "amount": payment.amount, "method": payment.method}
    current_unit().record(RECORD, account.id, facts=facts)
    return entry_id


@command(
    name="credit.reverse_payment",
    done=gettext_lazy("Reversed a payment on a credit account"),
    permission=REVERSE_CREDIT_PAYMENTS,
)
def reverse_payment(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_entry_id: CreditEntryId,
    reason: str,
    till_session_id: UUID | None = None,
) -> CreditEntryId:
    """Answer a payment of the branch by its opposite, today; the first stays.

    Cash that a till had goes out of ``till_session_id``; without one it is owed to the customer
    until a till pays it out as a refund. Raises Unprocessable without a reason, NotFound for one
    that isn't the branch's, CreditPaymentRefused for one that is reversed and for a till where none
    had the money, and as the tills do.
    """
    why = require_reason(reason)[:120]
    rows = CreditEntry.objects.filter(id=credit_entry_id, branch_id=branch_id, kind=Kind.PAYMENT)
    first = rows.first()
    if first is None:
        raise NotFound(_("This payment doesn’t exist at this branch. Choose one from the account."))
    account = known_account(first.account_id)
    if CreditEntry.objects.filter(reverses_id=first.id).exists():
        raise CreditPaymentRefused(_("This payment is already reversed."), owed=account.owed)
    if till_session_id is not None and not first.is_at_till:
        raise CreditPaymentRefused(
            _("No till had this payment. Leave the till out."), field="till_session_id"
        )
    entry = write_entry(
        account,
        EntryNew(
            id=current_unit().effect_id,
            branch_id=branch_id,
            kind=Kind.REVERSAL,
            amount=-first.amount,
            number=first.number,
            booked_on=branch_date(branch_id),
            person_id=actor.id,
            more={
                "reverses_id": first.id,
                "method": first.method,
                "note": why,
                "is_at_till": first.is_at_till,
            },
        ),
    )
    enter_opposite(document_of(first, why, today=True))
    through_till(entry, till_session_id)
    facts = {"number": first.number, "amount": first.amount}
    current_unit().record(RECORD, account.id, reason=why, facts=facts)
    return CreditEntryId(entry.id)


def _too_much(owed: int) -> CreditPaymentRefused:
    if owed <= 0:
        words = _("Nothing is owed on this account.")
    else:
        words = _("Only %(owed)s is owed. Enter at most this amount.") % {
            "owed": format_money(Money(owed, pharmacy_currency()), pharmacy_country())
        }
    return CreditPaymentRefused(words, field="amount", owed=owed)
