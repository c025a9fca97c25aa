"""What must always be true of the books, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.books.accounts import STANDARD, Account
from theriac.domains.books.commands.vouchers import NUMBERED
from theriac.domains.books.journal import closings_kept
from theriac.domains.books.models import Posting
from theriac.domains.books.queries.balances import sums_by_branch
from theriac.domains.books.rules import open_day
from theriac.domains.books.voucher import VOUCHER
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.stock.queries.valuation import book_values

STOCK_DIFFERS = finding(
    "books.stock_differs",
    _("Stock of branch %(branch)s: %(entered)s in the books, %(lying)s by what is there."),
)
UNKNOWN_ACCOUNT = finding(
    "books.unknown_account", _("Account %(account)s has postings, but isn’t in the chart.")
)
CLOSED_BOOKED = finding(
    "books.closed_booked", _("Posting %(posting)s is booked on %(day)s, which was closed.")
)

STOCK_ACCOUNTS = (Account.STOCK, Account.STOCK_ON_THE_WAY)


@verifies("books.stock")
def stock_is_worth_what_the_books_say(findings: Findings) -> None:
    """The stock accounts of each branch are the value of what lies there, and on the way."""
    lying = book_values()
    entered: dict[UUID, int] = defaultdict(int)
    for account in STOCK_ACCOUNTS:
        for branch_id, amount in sums_by_branch(account).items():
            entered[branch_id] += amount
    for branch_id in sorted(lying.keys() | entered.keys()):
        sides = entered[branch_id], lying.get(branch_id, 0)
        if sides[0] != sides[1]:
            findings.violate(STOCK_DIFFERS, branch=branch_id, entered=sides[0], lying=sides[1])
        findings.look(1)


@verifies("books.accounts")
def accounts_are_in_the_chart(findings: Findings) -> None:
    """Every account with postings is one that documents are entered on."""
    used: set[str] = set()
    for side in ("debit", "credit"):
        used |= set(Posting.objects.order_by().values_list(side, flat=True).distinct())
    for account in sorted(used - STANDARD.keys()):
        findings.violate(UNKNOWN_ACCOUNT, account=account)
    findings.look(len(used))


@verifies("books.closed")
def closed_days_stay_as_they_were(findings: Findings) -> None:
    """Nothing is booked on a day that was closed when it was recorded."""
    closings = closings_kept()
    if not closings:
        return
    latest = max(one.last_on for one in closings)
    rows = Posting.objects.filter(
        booked_on__lte=latest, recorded_at__gte=min(one.effective_at for one in closings)
    )
    for key, day, recorded_at in rows.values_list("id", "booked_on", "recorded_at"):
        if open_day(day, recorded_at, closings) != day:
            findings.violate(CLOSED_BOOKED, posting=key, day=day.isoformat())
    findings.look(rows.count())


def _numbers_kept(branch_id: UUID) -> Iterable[str]:
    rows = Posting.objects.filter(branch_id=branch_id, document_kind=VOUCHER).order_by()
    return rows.values_list("document_number", flat=True)


declare_numbers(NUMBERED, _("Money recorded by hand"), _numbers_kept)
