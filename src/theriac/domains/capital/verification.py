"""What must always be true of capital, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.capital.models import CapitalStand, Commitment, CommitmentMove

LEFT_DIFFERS = finding(
    "capital.left_differs",
    _("Commitment %(commitment)s has %(left)s left, its moves say %(moved)s."),
)
AMOUNT_DIFFERS = finding(
    "capital.amount_differs",
    _("Commitment %(commitment)s is of %(amount)s, %(moved)s was committed."),
)
PUT_BACK_UNSPENT = finding(
    "capital.put_back_unspent",
    _("Document %(document)s put back %(back)s of commitment %(commitment)s, it spent %(spent)s."),
)
OPEN_DIFFERS = finding(
    "capital.open_differs", _("Open commitments are %(kept)s, their parts add up to %(left)s.")
)

Kind = CommitmentMove.Kind
SIGNS = {Kind.COMMITTED: 1, Kind.RELEASED: -1, Kind.SPENT: -1, Kind.PUT_BACK: 1}


@verifies("capital.commitments")
def commitments_are_their_moves(findings: Findings) -> None:
    """What is left of each is what its moves say; what is put back was spent by that document."""
    moved: dict[UUID, int] = defaultdict(int)
    committed: dict[UUID, int] = defaultdict(int)
    by_document: dict[tuple[UUID, UUID], dict[str, int]] = defaultdict(dict)
    rows = CommitmentMove.objects.order_by()
    for of, kind, amount, document_id in rows.values_list(
        "commitment_id", "move_kind", "amount", "document_id"
    ).iterator():
        moved[of] += SIGNS[Kind(kind)] * amount
        committed[of] += amount if kind == Kind.COMMITTED else 0
        if kind in {Kind.SPENT, Kind.PUT_BACK}:
            by_document[of, document_id][kind] = amount
    for (of, document_id), sides in by_document.items():
        back, spent = sides.get(Kind.PUT_BACK, 0), sides.get(Kind.SPENT, 0)
        if back not in {0, spent}:
            findings.violate(
                PUT_BACK_UNSPENT, document=document_id, commitment=of, back=back, spent=spent
            )
    kept = Commitment.objects.order_by("id").values_list("id", "amount", "remaining")
    for key, amount, left in kept.iterator():
        if left != moved[key]:
            findings.violate(LEFT_DIFFERS, commitment=key, left=left, moved=moved[key])
        if amount != committed[key]:
            findings.violate(AMOUNT_DIFFERS, commitment=key, amount=amount, moved=committed[key])
        findings.look(1)


@verifies("capital.open")
def the_sum_is_of_what_is_left(findings: Findings) -> None:
    """The sum that commitments lock is what is left of all of them."""
    kept = CapitalStand.objects.aggregate(sum=Sum("open"))["sum"] or 0
    left = Commitment.objects.aggregate(sum=Sum("remaining"))["sum"] or 0
    if kept != left:
        findings.violate(OPEN_DIFFERS, kept=int(kept), left=int(left))
    findings.look(1)
