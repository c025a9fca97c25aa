"""A sale in the books: what was paid and how, the tax in it, and what is left as revenue.

What its goods cost is entered with their movements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter
from theriac.domains.books.rules import added
from theriac.domains.sales.models import Payment, Sale

PAID_INTO: Mapping[str, Account] = {
    Payment.Method.CASH: Account.CASH,
    Payment.Method.CARD: Account.CARD,
    Payment.Method.TRANSFER: Account.BANK,
    Payment.Method.QR: Account.QR,
    Payment.Method.EXCHANGE: Account.CUSTOMER_CREDIT,
    Payment.Method.POINTS: Account.POINTS_SPENT,
}
"""Where money is by its method; what is paid by credit is owed by accounts. What a counter calls
otherwise is kept as it says, and somebody finds out what it was."""


def paid_into(
    paid: Iterable[tuple[str, int]], charged: int, by_cards: int = 0
) -> list[tuple[Account, int]]:
    """The accounts that methods and amounts stand on; credit accounts owe ``charged`` of it.

    What gift cards paid (``by_cards``) is taken from what they left on customer credit. Credit that
    no account owes, and a gift card that none was, are to be identified.
    """
    parts = list(paid)
    known = [(PAID_INTO.get(method, Account.SUSPENSE), amount) for method, amount in parts]
    told = ((Account.CUSTOMERS, charged), (Account.CUSTOMER_CREDIT, by_cards))
    for account, amount in told:
        if amount:
            known += [(account, amount), (Account.SUSPENSE, -amount)]
    return known


def enter_sale(
    sale: Sale, payments: Sequence[Payment], charged: int = 0, by_cards: int = 0
) -> None:
    """Enter what was paid, without the change, against revenue, tax and rounding.

    ``charged`` is what credit accounts owe of it, ``by_cards`` what gift cards paid. What a
    counter took too little or too much is a difference of cash, and a case for people.
    """
    paid = paid_into(
        ((one.method, one.tendered - one.change) for one in payments), charged, by_cards
    )
    enter(
        EnteredDocument(
            kind="sale",
            id=sale.id,
            branch_id=sale.branch_id,
            number=sale.number,
            booked_on=sale.business_on,
            recorded_at=sale.recorded_at,
            person_id=sale.person_id,
        ),
        added(
            [
                *paid,
                (Account.SALES, -(sale.total - sale.rounding - sale.tax)),
                (Account.OUTPUT_TAX, -sale.tax),
                (Account.ROUNDING, -sale.rounding),
                (Account.TILL_DIFFERENCES, sale.total - sum(amount for _account, amount in paid)),
            ]
        ),
    )
