"""Paying out what the pharmacy owes on an account: more came back than was open."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text60, Text120
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import enter
from theriac.domains.books.till_cash import lies_on, till_of
from theriac.domains.credit.entries.cash import document_of, through_till
from theriac.domains.credit.entries.rows import RECORD, EntryNew, known_account, write_entry
from theriac.domains.credit.ids import CreditAccountId, CreditEntryId
from theriac.domains.credit.models import CreditEntry
from theriac.domains.credit.permissions import REVERSE_CREDIT_PAYMENTS
from theriac.domains.credit.problems import CreditPaymentRefused
from theriac.domains.credit.rules import MOST_MONEY
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import (
    branch_date,
    pharmacy_country,
    pharmacy_currency,
)

PAYOUT = "CO"
"""The mark of payouts in their numbers, such as MLT-CO-26-000003."""


@record
class CreditPayoutNew:
    """What a customer gets; cash comes out of a program's till where one is open."""

    method: Literal["cash", "transfer"]
    amount: Annotated[
        int, Field(strict=True, ge=1, le=MOST_MONEY, description="Minor units of the currency.")
    ]
    reference: Text60 = ""
    note: Text120 = ""
    till_session_id: Id | None = None


@command(
    name="credit.pay_out",
    done=gettext_lazy("Paid out what was owed to a credit customer"),
    permission=REVERSE_CREDIT_PAYMENTS,
)
def pay_out_credit(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    payout: CreditPayoutNew,
) -> CreditEntryId:
    """Pay it out today, under the branch's next number, at most what the pharmacy owes.

    Raises CreditAccountUnknown, CreditPaymentRefused for more than that, for cash without a till
    where one is open, and for a till without cash; and what the tills raise for a session that
    isn't open.
    """
    account = known_account(credit_account_id)
    if payout.amount > -account.owed:
        raise _too_much(-account.owed)
    at_till = till_of(branch_id, payout.method, payout.till_session_id, CreditPaymentRefused)
    entry_id = CreditEntryId(current_unit().effect_id)
    today = branch_date(branch_id)
    entry = write_entry(
        account,
        EntryNew(
            id=entry_id,
            branch_id=branch_id,
            kind=CreditEntry.Kind.PAYOUT,
            amount=payout.amount,
            number=take_document_number(branch_id, PAYOUT, today),
            booked_on=today,
            person_id=actor.id,
            more={
                "method": payout.method,
                "reference": " ".join(payout.reference.split()),
                "note": " ".join(payout.note.split()),
                "is_at_till": at_till is not None,
            },
        ),
    )
    out_of = lies_on(payout.method, at_till)
    enter(document_of(entry), {Account.CUSTOMERS: payout.amount, out_of: -payout.amount})
    through_till(entry, at_till)
    facts = {"number": entry.number, "amount": payout.amount, "method": payout.method}
    current_unit().record(RECORD, account.id, facts=facts)
    return entry_id


def _too_much(owed: int) -> CreditPaymentRefused:
    if owed <= 0:
        words = _("Nothing is owed to this customer.")
    else:
        words = _("Only %(owed)s is owed to this customer. Enter at most this amount.") % {
            "owed": format_money(Money(owed, pharmacy_currency()), pharmacy_country())
        }
    return CreditPaymentRefused(words, field="amount", owed=-owed)
