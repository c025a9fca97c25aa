"""A sale in the books: what was paid and how, the tax in it, and what is left as revenue.

What its goods cost is entered with their movements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
}
"""What a counter calls otherwise is kept as it says; in the books its customer owes it."""


def enter_sale(sale: Sale, payments: Sequence[Payment]) -> None:
    """Enter what was paid, without the change, against revenue, tax and rounding.

    What a counter took too little or too much is a difference of cash, and a case for people.
    """
    paid = [
        (PAID_INTO.get(one.method, Account.CUSTOMERS), one.tendered - one.change)
        for one in payments
    ]
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
