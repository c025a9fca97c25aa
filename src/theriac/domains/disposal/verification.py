"""What must always be true of destructions, recomputed from the rows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.disposal.commands.sign import NUMBER
from theriac.domains.disposal.models import Destruction, DestructionPosting
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.stock.models import Movement

DESTRUCTION_DIFFERS = finding(
    "disposal.destruction_differs",
    _("Destruction %(number)s lists %(said)s base units, but its movements total %(moved)s."),
)


@verifies("disposal.destructions")
def destructions_tie_to_the_ledger(findings: Findings) -> None:
    """Each certificate says what its movements took, and each such movement has a certificate."""
    postings = DestructionPosting.objects.order_by()
    for row in postings:
        moved = Movement.objects.filter(
            document_id=row.document_id, kind=Movement.Kind.DESTRUCTION
        ).aggregate(units=Sum("quantity"))["units"]
        if int(moved or 0) != row.quantity:
            findings.violate(
                DESTRUCTION_DIFFERS, number=row.number, said=row.quantity, moved=int(moved or 0)
            )
    findings.look(postings.count())
    loose = Movement.objects.filter(kind=Movement.Kind.DESTRUCTION).exclude(
        document_id__in=postings.values("document_id")
    )
    for document_id, number in loose.values_list("document_id", "document_number").distinct():
        findings.violate(DESTRUCTION_DIFFERS, number=number or document_id, said=0, moved=1)
    unposted = Destruction.objects.filter(state=Destruction.State.POSTED).exclude(
        posting__number=F("number")
    )
    for row_number in unposted.values_list("number", flat=True):
        findings.violate(DESTRUCTION_DIFFERS, number=row_number, said=0, moved=0)


def _numbers_kept(branch_id: UUID) -> Iterable[str]:
    rows = DestructionPosting.objects.filter(branch_id=branch_id).order_by()
    return rows.values_list("number", flat=True)


declare_numbers(NUMBER, _("Destructions"), _numbers_kept)
