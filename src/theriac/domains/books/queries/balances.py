"""What the accounts stand at: sums of postings, in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from theriac.domains.books.models import Posting


def sums_by_branch(account: str, *, without_kind: str = "") -> dict[UUID, int]:
    """Debits less credits of an account by branch, minor units, of all that was ever entered.

    But for one kind of document, where it is named.
    """
    sums: dict[UUID, int] = defaultdict(int)
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = Posting.objects.filter(**{side: account}).exclude(document_kind=without_kind)
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


def sums_by_pair(
    accounts: Collection[str], *, before: date | None = None
) -> dict[tuple[str, str], int]:
    """What was ever debited and credited together where one of both is among these accounts.

    Or what was booked before a day. Minor units by (debit, credit), in one statement, so of one
    instant.
    """
    rows = _touching(accounts)
    if before is not None:
        rows = rows.filter(booked_on__lt=before)
    pairs = rows.values_list("debit", "credit").annotate(sum=Sum("amount"))
    return {(debit, credit): int(amount) for debit, credit, amount in pairs}


def sums_by_pair_and_day(
    accounts: Collection[str], first_on: date, last_on: date
) -> dict[date, dict[tuple[str, str], int]]:
    """The same of each day of a period, by the day of booking; days without any are left out."""
    found: dict[date, dict[tuple[str, str], int]] = defaultdict(dict)
    rows = _touching(accounts).filter(booked_on__gte=first_on, booked_on__lte=last_on)
    pairs = rows.values_list("booked_on", "debit", "credit").annotate(sum=Sum("amount"))
    for day, debit, credit, amount in pairs:
        found[day][debit, credit] = int(amount)
    return found


def _touching(accounts: Collection[str]) -> QuerySet[Posting]:
    named = [str(one) for one in accounts]
    return Posting.objects.filter(Q(debit__in=named) | Q(credit__in=named)).order_by()
