"""What the accounts stand at: sums of postings, in the database."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from theriac.domains.books.models import Posting


def sums_by_branch(account: str) -> dict[UUID, int]:
    """Debits less credits of an account by branch, minor units, of all that was ever entered."""
    sums: dict[UUID, int] = defaultdict(int)
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = Posting.objects.filter(**{side: account})
        of_branches = rows.order_by().values_list("branch_id")
        for branch_id, amount in of_branches.annotate(sum=Sum("amount")):
            sums[branch_id] += sign * int(amount)
    return dict(sums)


def sums_by_account(postings: QuerySet[Posting, Any]) -> dict[str, tuple[int, int]]:
    """Debits and credits of each account among these postings, minor units; two statements."""
    debits: dict[str, int] = defaultdict(int)
    credits_: dict[str, int] = defaultdict(int)
    for side, sums in (("debit", debits), ("credit", credits_)):
        for account, amount in postings.order_by().values_list(side).annotate(sum=Sum("amount")):
            sums[account] = int(amount)
    return {key: (debits[key], credits_[key]) for key in sorted({*debits, *credits_})}


def sums_by_day(postings: QuerySet[Posting, Any], account: str) -> dict[date, tuple[int, int]]:
    """Debits and credits of one account by day, minor units; days without any are left out.

    Each side is asked by itself, so that its index answers alone.
    """
    sums: dict[date, tuple[int, int]] = {}
    for at, side in enumerate(("debit", "credit")):
        rows = postings.order_by().filter(**{side: account}).values_list("booked_on")
        for day, amount in rows.annotate(sum=Sum("amount")):
            both = list(sums.get(day, (0, 0)))
            both[at] = int(amount)
            sums[day] = (both[0], both[1])
    return sums
