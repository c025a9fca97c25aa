"""What must always be true of bills and payments, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.balances import sums_by_branch
from theriac.domains.purchasing.bills import standing_bills
from theriac.domains.purchasing.models import SupplierPayment

OVERPAID = finding(
    "purchasing.bill_overpaid", _("Bill %(number)s (%(bill)s): %(paid)s paid of %(amount)s.")
)
PAYMENT_SUM = finding(
    "purchasing.payment_sum",
    _("Payment %(number)s: its lines total %(lines)s, not %(paid)s."),
)
OWED_DIFFERS = finding(
    "purchasing.owed_differs",
    _("Owed to suppliers at branch %(branch)s: %(entered)s in the books, %(owed)s by bills."),
)


@verifies("purchasing.bills")
def no_bill_is_paid_beyond_what_it_asks(findings: Findings) -> None:
    """What was paid of a bill has its sign and is never more than it."""
    rows = standing_bills()
    over = rows.filter(
        Q(amount__gt=0) & (Q(paid__gt=F("amount")) | Q(paid__lt=0))
        | Q(amount__lt=0) & (Q(paid__lt=F("amount")) | Q(paid__gt=0))
    )
    for row in over:
        findings.violate(OVERPAID, number=row.number, bill=row.id, paid=row.paid, amount=row.amount)
    findings.look(rows.count())


@verifies("purchasing.payments")
def payments_are_the_sum_of_their_lines(findings: Findings) -> None:
    """Each payment, and each counter-row, is the sum of its lines."""
    rows = SupplierPayment.objects.annotate(total=Coalesce(Sum("lines__amount"), 0))
    for row in rows.exclude(total=F("amount")):
        findings.violate(PAYMENT_SUM, number=row.number, lines=row.total, paid=row.amount)
    findings.look(rows.count())


@verifies("purchasing.owed")
def the_books_owe_what_is_left_of_bills(findings: Findings) -> None:
    """The suppliers' account of each branch is what is left of its bills."""
    owed: dict[UUID, int] = defaultdict(int)
    left = standing_bills().order_by().values_list("branch_id", "left")
    for branch_id, amount in left:
        owed[branch_id] += amount
    entered = sums_by_branch(Account.SUPPLIERS)
    for branch_id in sorted(owed.keys() | entered.keys()):
        sides = -entered.get(branch_id, 0), owed.get(branch_id, 0)
        if sides[0] != sides[1]:
            findings.violate(OWED_DIFFERS, branch=branch_id, entered=sides[0], owed=sides[1])
        findings.look(1)
