"""What documents committed, and what became of it; nothing is asked of who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from theriac.domains.capital.models import Commitment, CommitmentMove


@dataclass(frozen=True, slots=True)
class CommitmentStanding:
    """A commitment: minor units ``left`` open, and ``spent`` net of what was put back."""

    left: int
    spent: int


def standing_of(commitment_id: UUID) -> CommitmentStanding:
    """How a commitment stands; who changes it locked the capital first."""
    left: int = Commitment.objects.values_list("remaining", flat=True).get(id=commitment_id)
    rows = CommitmentMove.objects.filter(commitment_id=commitment_id).order_by()
    sums = dict(rows.values_list("move_kind").annotate(sum=Sum("amount")))
    spent = int(sums.get(CommitmentMove.Kind.SPENT, 0))
    return CommitmentStanding(left, spent - int(sums.get(CommitmentMove.Kind.PUT_BACK, 0)))


def committed_by(document_kind: str, *, is_open: bool = False) -> dict[UUID, tuple[int, int]]:
    """What documents of this kind committed, and what of it is left, by document; or open ones."""
    rows = Commitment.objects.filter(document_kind=document_kind).order_by()
    if is_open:
        rows = rows.filter(remaining__gte=1)
    return {
        key: (amount, left)
        for key, amount, left in rows.values_list("document_id", "amount", "remaining")
    }
