"""What was entered of documents; nothing is asked here, who calls asks its own right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum

from theriac.domains.books.models import Posting


def entered_on(account: str, document_ids: Iterable[UUID]) -> int:
    """What these documents entered on an account: debits less credits, minor units."""
    theirs = Posting.objects.filter(document_id__in=list(document_ids)).order_by()
    debits = theirs.filter(debit=account).aggregate(sum=Sum("amount"))["sum"] or 0
    credits_ = theirs.filter(credit=account).aggregate(sum=Sum("amount"))["sum"] or 0
    return int(debits) - int(credits_)


def first_of(kind: str, document_id: UUID, branch_id: UUID) -> Posting | None:
    """The first posting of a document at a branch, None where there is none."""
    rows = Posting.objects.filter(document_kind=kind, document_id=document_id, branch_id=branch_id)
    return rows.order_by("id").first()


def amounts_entered(kind: str, document_id: UUID, branch_id: UUID) -> dict[str, int]:
    """What a document entered at a branch, by account: debits less credits, minor units."""
    amounts: dict[str, int] = defaultdict(int)
    rows = Posting.objects.filter(
        document_kind=kind, document_id=document_id, branch_id=branch_id
    ).order_by("id")
    for debit, credit, amount in rows.values_list("debit", "credit", "amount"):
        amounts[debit] += amount
        amounts[credit] -= amount
    return {account: amount for account, amount in amounts.items() if amount}


def entered_by_documents(kind: str, account: str, document_ids: Iterable[UUID]) -> dict[UUID, int]:
    """What each document of a kind entered on an account: debits less credits, minor units."""
    amounts: dict[UUID, int] = defaultdict(int)
    theirs = Posting.objects.filter(document_kind=kind, document_id__in=list(document_ids))
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = theirs.filter(**{side: account}).order_by().values_list("document_id")
        for document_id, amount in rows.annotate(sum=Sum("amount")):
            amounts[document_id] += sign * int(amount)
    return amounts
