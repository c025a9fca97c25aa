"""What must always be true of batches whose label was changed, recomputed from the rows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.stock.models import Batch, BatchCorrection

CORRECTION_UNEVEN = finding(
    "stock.correction_uneven",
    _("The number or expiry of batch %(batch)s differs from its recorded corrections."),
)
Label = tuple[str, date | None]


@verifies("stock.corrections")
def corrections_lead_to_the_label(findings: Findings) -> None:
    """Each correction begins where the one before it ended, and the batch stands as the last."""
    last: dict[UUID, Label] = {}
    uneven: set[UUID] = set()
    looked = 0
    rows = BatchCorrection.objects.order_by("id").values_list(
        "batch_id", "number_before", "expiry_before", "number_after", "expiry_after"
    )
    for batch_id, number, expires_on, number_after, expiry_after in rows.iterator(chunk_size=2_000):
        looked += 1
        if last.get(batch_id, (number, expires_on)) != (number, expires_on):
            uneven.add(batch_id)
        last[batch_id] = (number_after, expiry_after)
    corrected = Batch.objects.filter(id__in=BatchCorrection.objects.values("batch_id")).order_by()
    for batch_id, *label in corrected.values_list("id", "number", "expires_on"):
        if tuple(label) != last[batch_id]:
            uneven.add(batch_id)
    for batch_id in sorted(uneven):
        findings.violate(CORRECTION_UNEVEN, batch=batch_id)
    findings.look(looked)
