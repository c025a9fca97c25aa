"""Money of an account: its cash through a till, and what the books call its document."""

from __future__ import annotations

from uuid import UUID

from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.books.journal import EnteredDocument
from theriac.domains.books.till_cash import (
    CASH,
    CashOfDocument,
    CashReason,
    CounterTill,
    move_cash_of,
)
from theriac.domains.credit.models import CreditEntry
from theriac.domains.organisation.queries.branches import branch_date

PAYMENT = "credit_payment"
"""The kind of document in postings."""
OUTGOING = (CreditEntry.Kind.REVERSAL, CreditEntry.Kind.PAYOUT)


def through_till(
    entry: CreditEntry, session_id: UUID | None, counter: CounterTill | None = None
) -> None:
    """Move an entry's cash, if it is that, through a till session. Raises what the tills raise."""
    if session_id is None or entry.method != CASH:
        return
    move_cash_of(
        CashOfDocument(
            id=counter.move_id if counter else new_id(),
            reason=CashReason.ACCOUNT,
            branch_id=entry.branch_id,
            session_id=session_id,
            amount=abs(entry.amount),
            at=counter.at if counter else clock.now(),
            person_id=entry.person_id,
            note=entry.number,
            is_out=entry.kind in OUTGOING,
            counter_id=counter.terminal_id if counter else None,
        )
    )


def document_of(entry: CreditEntry, note: str = "", *, today: bool = False) -> EnteredDocument:
    """What the books call the entry."""
    return EnteredDocument(
        kind=PAYMENT,
        id=entry.id,
        branch_id=entry.branch_id,
        number=entry.number,
        booked_on=branch_date(entry.branch_id) if today else entry.booked_on,
        note=note or entry.note,
    )
