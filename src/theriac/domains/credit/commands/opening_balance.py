"""What a customer owed before the books began."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Text40
from theriac.core.problems import NotFound, require_reason
from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter, enter_opposite
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.credit.entries.rows import RECORD, EntryNew, known_account, write_entry
from theriac.domains.credit.ids import CreditAccountId, CreditEntryId
from theriac.domains.credit.models import CreditEntry
from theriac.domains.credit.problems import CreditAccountRefused, CreditPaymentRefused
from theriac.domains.credit.rules import MOST_MONEY, due_on
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

OPENING = "opening_credit"
"""The kind of document in postings."""


@record
class CreditOpening:
    """A bill that a customer hasn't paid yet, from before: its number, its day, what is left."""

    number: Text40 = ""
    billed_on: Day
    amount: Annotated[
        int,
        Field(strict=True, ge=1, le=MOST_MONEY, description="Minor units that are left to pay."),
    ]


@command(
    name="credit.open_balance",
    done=gettext_lazy("Recorded what a customer owed from before"),
    permission=ENTER_BOOKS,
)
def open_credit_balance(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    opening: CreditOpening,
) -> CreditEntryId:
    """Record it against the opening balances; booked today, as old as its bill.

    It may lie above the limit. Raises CreditAccountUnknown, CreditAccountRefused for a bill that
    is recorded already, and for a day that is to come.
    """
    return keep_credit_opening(branch_id, credit_account_id, opening, current_unit().effect_id)


def keep_credit_opening(
    branch_id: UUID, account_id: UUID, opening: CreditOpening, entry_id: UUID
) -> CreditEntryId:
    """Record it inside the running unit of work, under this id.

    Raises as ``open_credit_balance``.
    """
    account = known_account(account_id)
    number = " ".join(opening.number.split())
    if opening.billed_on > branch_date(branch_id):
        raise CreditAccountRefused(
            _("This date is in the future. Enter the date of the bill."), field="billed_on"
        )
    known = CreditEntry.objects.filter(account_id=account.id, kind=CreditEntry.Kind.OPENING)
    if known.filter(number=number, booked_on=opening.billed_on).exists():
        raise CreditAccountRefused(
            _("This bill is already recorded. Check its number and date."), field="number"
        )
    entry = write_entry(
        account,
        EntryNew(
            id=entry_id,
            branch_id=branch_id,
            kind=CreditEntry.Kind.OPENING,
            amount=opening.amount,
            number=number,
            booked_on=opening.billed_on,
            due_on=due_on(opening.billed_on, account.terms_days),
            person_id=current_unit().actor.id,
        ),
    )
    enter(_document(entry), {Account.CUSTOMERS: opening.amount, Account.OPENING: -opening.amount})
    facts = {"number": number, "amount": opening.amount}
    current_unit().record(RECORD, account.id, facts=facts, branch_id=branch_id)
    return CreditEntryId(entry.id)


@command(
    name="credit.cancel_opening",
    done=gettext_lazy("Cancelled what a customer owed from before"),
    permission=ENTER_BOOKS,
)
def cancel_credit_opening(
    *, actor: Actor, branch_id: BranchId, credit_entry_id: CreditEntryId, reason: str
) -> CreditEntryId:
    """Nothing is owed of it any more: it was recorded by mistake. The first stays.

    Raises Unprocessable without a reason, NotFound for one that isn't the branch's,
    CreditPaymentRefused for one that is cancelled.
    """
    why = require_reason(reason)[:120]
    rows = CreditEntry.objects.filter(
        id=credit_entry_id, branch_id=branch_id, kind=CreditEntry.Kind.OPENING
    )
    first = rows.first()
    if first is None:
        raise NotFound(_("This bill doesn’t exist at this branch. Choose one from the account."))
    account = known_account(first.account_id)
    if CreditEntry.objects.filter(reverses_id=first.id).exists():
        raise CreditPaymentRefused(_("This bill is already cancelled."), owed=account.owed)
    entry = write_entry(
        account,
        EntryNew(
            id=current_unit().effect_id,
            branch_id=branch_id,
            kind=CreditEntry.Kind.REVERSAL,
            amount=-first.amount,
            number=first.number,
            booked_on=branch_date(branch_id),
            person_id=actor.id,
            more={"reverses_id": first.id, "charge_id": first.id, "note": why},
        ),
    )
    enter_opposite(_document(first, why))
    facts = {"number": first.number, "amount": -first.amount}
    current_unit().record(RECORD, account.id, reason=why, facts=facts)
    return CreditEntryId(entry.id)


def _document(entry: CreditEntry, note: str = "") -> EnteredDocument:
    return EnteredDocument(
        kind=OPENING,
        id=entry.id,
        branch_id=entry.branch_id,
        number=entry.number,
        booked_on=branch_date(entry.branch_id),
        note=note,
    )
