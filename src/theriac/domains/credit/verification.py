"""What must always be true of credit accounts, recomputed from the rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.balances import sums_by_branch
from theriac.domains.credit.commands.payments import RECEIPT
from theriac.domains.credit.commands.payouts import PAYOUT
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.queries.accounts import owed_by_branch
from theriac.domains.organisation.numbering import declare_numbers

OWED_DIFFERS = finding(
    "credit.owed_differs",
    _("Credit account %(account)s: %(owed)s is recorded as owed, its entries come to %(sum)s."),
)
BOOKS_DIFFER = finding(
    "credit.books_differ",
    _("Owed by customers of branch %(branch)s: %(entered)s in the books, %(owed)s by accounts."),
)
RETURNED_TOO_MUCH = finding(
    "credit.returned_too_much",
    _("Credit entry %(entry)s: %(returned)s was taken back of %(charged)s."),
)


@verifies("credit.owed")
def accounts_owe_their_entries(findings: Findings) -> None:
    """What an account owes is the sum of its entries."""
    rows = CreditEntry.objects.order_by().values_list("account_id")
    sums = {key: int(amount) for key, amount in rows.annotate(sum=Sum("amount"))}
    for key, owed in CreditAccount.objects.order_by("id").values_list("id", "owed"):
        if sums.get(key, 0) != owed:
            findings.violate(OWED_DIFFERS, account=key, owed=owed, sum=sums.get(key, 0))
        findings.look(1)


@verifies("credit.books")
def accounts_are_the_receivables(findings: Findings) -> None:
    """All accounts together owe what the books' control account says, branch by branch."""
    owed, entered = owed_by_branch(), sums_by_branch(Account.CUSTOMERS)
    for branch_id in sorted(owed.keys() | entered.keys()):
        sides = entered.get(branch_id, 0), owed.get(branch_id, 0)
        if sides[0] != sides[1]:
            findings.violate(BOOKS_DIFFER, branch=branch_id, entered=sides[0], owed=sides[1])
        findings.look(1)


@verifies("credit.returns")
def no_more_comes_back_than_was_charged(findings: Findings) -> None:
    """What was taken back of a charge is no more than the charge."""
    rows = CreditEntry.objects.exclude(charge=None).order_by()
    returned = rows.values_list("charge_id", "charge__amount").annotate(sum=Sum("amount"))
    for key, charged, amount in returned:
        if -int(amount) > charged:
            findings.violate(RETURNED_TOO_MUCH, entry=key, returned=-int(amount), charged=charged)
        findings.look(1)


def _kept(kind: str, branch_id: UUID) -> Iterable[str]:
    rows = CreditEntry.objects.filter(branch_id=branch_id, kind=kind)
    return rows.order_by().values_list("number", flat=True)


declare_numbers(RECEIPT, _("Receipts of credit payments"), partial(_kept, CreditEntry.Kind.PAYMENT))
declare_numbers(PAYOUT, _("Payouts to credit customers"), partial(_kept, CreditEntry.Kind.PAYOUT))
