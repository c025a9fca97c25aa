"""What the books say, for tests: sums of postings by account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from theriac.core.verification.registry import run_checks
from theriac.domains.books.models import Posting


def amounts(rows: QuerySet[Posting] | None = None, **wanted: Any) -> dict[str, int]:
    """Debits less credits by account; those that come to nothing are left out."""
    sums: dict[str, int] = defaultdict(int)
    for row in (rows if rows is not None else Posting.objects.all()).filter(**wanted):
        sums[row.debit] += row.amount
        sums[row.credit] -= row.amount
    return {account: amount for account, amount in sums.items() if amount}


def change(act: Callable[[], Any]) -> dict[str, int]:
    """What an act enters, by account."""
    before = set(Posting.objects.values_list("id", flat=True))
    act()
    return amounts(Posting.objects.exclude(id__in=before))


def violated() -> list[str]:
    """The checks of the books that find something."""
    return sorted(
        {
            violation.code
            for result in run_checks()
            for violation in result.violations
            if violation.code.startswith("books.")
        }
    )
