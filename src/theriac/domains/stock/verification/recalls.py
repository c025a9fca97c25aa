"""What must always be true of recalls and destructions, recomputed from the rows."""

from __future__ import annotations

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.idempotency.context import fingerprint
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.stock.models import (
    Batch,
    Destruction,
    DestructionPosting,
    Movement,
    Recall,
    RecallBatch,
    RecallClosing,
    RecallStep,
)
from theriac.domains.stock.queries.recalls.accounts import accounts_of

SUM_DIFFERS = finding(
    "stock.recall_sum_differs",
    _(
        "Recall of batch %(batch)s: received less found, returned, destroyed, sold and explained "
        "leaves %(unaccounted)s, and %(elsewhere)s lie outside quarantine."
    ),
)
NOT_FROZEN = finding(
    "stock.recall_not_frozen", _("Batch %(batch)s of a recall that stands is %(state)s.")
)
CLOSING_DIFFERS = finding(
    "stock.recall_closing_differs",
    _("Recall %(recall)s was closed without the sums of each batch, or they were changed."),
)
DESTRUCTION_DIFFERS = finding(
    "stock.destruction_differs",
    _("Destruction %(number)s says %(said)s base units, its movements took %(moved)s."),
)
COLUMNS = ("received", "found", "returned", "destroyed", "sold", "explained")


@verifies("stock.recalls")
def recalled_units_add_up(findings: Findings) -> None:
    """Received is found, returned, destroyed, sold, explained, and what still lies elsewhere."""
    rows = RecallBatch.objects.order_by().values_list("batch_id", flat=True).distinct()
    for batch_id, one in accounts_of(sorted(rows)).items():
        if not one.adds_up:
            findings.violate(
                SUM_DIFFERS,
                batch=batch_id,
                unaccounted=one.unaccounted,
                elsewhere=one.elsewhere,
            )
        findings.look(1)


@verifies("stock.recalls_frozen")
def recalled_batches_are_frozen(findings: Findings) -> None:
    """Each batch of a recall that wasn't withdrawn is recalled."""
    standing = RecallBatch.objects.exclude(recall__state=Recall.State.WITHDRAWN)
    for row in standing.exclude(batch__state=Batch.State.RECALLED).select_related("batch"):
        findings.violate(NOT_FROZEN, batch=row.batch_id, state=row.batch.state)
    findings.look(standing.count())


@verifies("stock.recalls_closed")
def closed_recalls_have_their_sums(findings: Findings) -> None:
    """Each closed recall has the sums of its batches, as they were hashed then."""
    for recall in Recall.objects.filter(state=Recall.State.CLOSED):
        step = RecallStep.objects.filter(recall_id=recall.id, step=RecallStep.Step.CLOSED).first()
        rows = RecallClosing.objects.filter(step=step).order_by("batch_id")
        sums = {str(row.batch_id): {name: getattr(row, name) for name in COLUMNS} for row in rows}
        batches = RecallBatch.objects.filter(recall_id=recall.id).count()
        if step is None or len(sums) != batches or fingerprint(sums) != step.content_hash:
            findings.violate(CLOSING_DIFFERS, recall=recall.number)
        findings.look(1)


@verifies("stock.destructions")
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
