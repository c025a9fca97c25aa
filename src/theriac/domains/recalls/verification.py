"""What must always be true of recalls, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.idempotency.context import fingerprint
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.recalls.commands.open import RECALL
from theriac.domains.recalls.models import Recall, RecallBatch, RecallClosing, RecallStep
from theriac.domains.recalls.ports import batches_made_of
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.stock.models import Batch

SUM_DIFFERS = finding(
    "recalls.sum_differs",
    _(
        "Recall of batch %(batch)s: received minus found, returned, destroyed, sold and "
        "explained leaves %(unaccounted)s. Outside quarantine: %(elsewhere)s."
    ),
)
NOT_FROZEN = finding("recalls.not_frozen", _("Batch %(batch)s of an active recall is %(state)s."))
LEFT_OUT = finding(
    "recalls.compounded_left_out",
    _("Batch %(batch)s was compounded from a batch of an active recall but isn’t in that recall."),
)
CLOSING_DIFFERS = finding(
    "recalls.closing_differs",
    _("Recall %(recall)s was closed without the totals of each batch, or the totals were changed."),
)
COLUMNS = ("received", "found", "returned", "destroyed", "sold", "explained")


@verifies("recalls.recalls")
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


@verifies("recalls.frozen")
def recalled_batches_are_frozen(findings: Findings) -> None:
    """Each batch of a recall that wasn't withdrawn is recalled."""
    standing = RecallBatch.objects.exclude(recall__state=Recall.State.WITHDRAWN)
    for row in standing.exclude(batch__state=Batch.State.RECALLED).select_related("batch"):
        findings.violate(NOT_FROZEN, batch=row.batch_id, state=row.batch.state)
    findings.look(standing.count())


@verifies("recalls.compounded")
def what_was_compounded_is_recalled(findings: Findings) -> None:
    """Each recall that wasn't withdrawn keeps what was compounded of its batches too."""
    kept: dict[UUID, set[UUID]] = defaultdict(set)
    standing = RecallBatch.objects.exclude(recall__state=Recall.State.WITHDRAWN).order_by()
    for recall_id, batch_id in standing.values_list("recall_id", "batch_id"):
        kept[recall_id].add(batch_id)
    left = {one for ids in kept.values() for one in batches_made_of(ids) - ids}
    numbers = Batch.objects.filter(id__in=left).order_by("id").values_list("number", flat=True)
    for number in numbers:
        findings.violate(LEFT_OUT, batch=number)
    findings.look(len(kept))


@verifies("recalls.closed")
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


def _numbers_kept(branch_id: UUID) -> Iterable[str]:
    rows = Recall.objects.filter(branch_id=branch_id).order_by()
    return rows.values_list("number", flat=True)


declare_numbers(RECALL, _("Recalls"), _numbers_kept)
