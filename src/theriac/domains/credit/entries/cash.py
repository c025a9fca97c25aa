"""Money of an account: where it lies, through which till, and what the books call its document."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument
from theriac.domains.credit.models import CreditEntry
from theriac.domains.credit.ports import CashOnAccount, move_cash, open_tills
from theriac.domains.credit.problems import CreditPaymentRefused
from theriac.domains.organisation.queries.branches import branch_date

PAYMENT = "credit_payment"
"""The kind of document in postings."""
CASH = "cash"
INTO = {
    CASH: Account.CASH,
    "card": Account.CARD,
    "transfer": Account.BANK,
    "qr": Account.QR,
}
"""Where the money lies; cash of a till stands on customer credit until its session has it."""
OUTGOING = (CreditEntry.Kind.REVERSAL, CreditEntry.Kind.PAYOUT)


def till_of(branch_id: UUID, method: str, till_session_id: UUID | None) -> UUID | None:
    """The session whose cash it is. Raises CreditPaymentRefused where one must be named."""
    if method != CASH:
        if till_session_id is not None:
            raise CreditPaymentRefused(
                _("A till takes only cash. Leave the till out."), field="till_session_id"
            )
        return None
    if till_session_id is None and open_tills(branch_id):
        raise CreditPaymentRefused(
            _("A till is open. Choose the till for this cash."), field="till_session_id"
        )
    return till_session_id


def lies_on(method: str, at_till: UUID | None) -> Account:
    """The account of the books that the money goes to, or comes from."""
    return Account.CUSTOMER_CREDIT if at_till else INTO[method]


def through_till(entry: CreditEntry, session_id: UUID | None) -> None:
    """Move an entry's cash through a till session. Raises what the tills raise."""
    if session_id is None:
        return
    move_cash(
        CashOnAccount(
            id=new_id(),
            branch_id=entry.branch_id,
            session_id=session_id,
            amount=abs(entry.amount),
            at=clock.now(),
            person_id=entry.person_id,
            note=entry.number,
            is_out=entry.kind in OUTGOING,
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
