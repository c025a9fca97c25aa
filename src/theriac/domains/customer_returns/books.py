"""A return in the books: revenue and tax go back, and the money by the way it was refunded.

What its goods cost is entered with their movements.
"""

from __future__ import annotations

from collections.abc import Sequence

from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter
from theriac.domains.books.rules import added
from theriac.domains.customer_returns.models import CustomerRefund, CustomerReturn
from theriac.domains.customer_returns.rules import CASH, EXCHANGE
from theriac.domains.sales.checkout.books import paid_into


def enter_return(
    note: CustomerReturn, refunds: Sequence[CustomerRefund], charged: int, by_cards: int = 0
) -> None:
    """Enter what was refunded against revenue, tax and rounding.

    ``charged`` is what credit accounts owe less, ``by_cards`` what went back to gift cards.
    What pays for another sale stands on what is owed to customers, where that sale takes it; so
    does cash that a till pays out, as a cash-out of its session.
    """
    document = EnteredDocument(
        kind="customer_return",
        id=note.id,
        branch_id=note.branch_id,
        number=note.number,
        booked_on=note.business_on,
        recorded_at=note.recorded_at,
        person_id=note.person_id,
    )
    parts = [
        (Account.SALES, note.amount - note.tax),
        (Account.OUTPUT_TAX, note.tax),
        (Account.ROUNDING, note.rounding),
        *paid_into(((_way(one.method, note), -one.amount) for one in refunds), -charged, -by_cards),
    ]
    enter(document, added(parts))


def _way(method: str, note: CustomerReturn) -> str:
    return EXCHANGE if method == CASH and note.is_paid_at_till else method
