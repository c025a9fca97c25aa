"""What must always be true of merged products, recomputed from the rows."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.stock.models import Batch, BatchTwin, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID

MERGE_UNEVEN = finding(
    "stock.merge_uneven",
    _("Merge document %(document)s takes out %(out)s base units but brings in %(came)s."),
)
TWIN_COST = finding("stock.twin_cost", _("Batch %(batch)s replaces a batch with a different cost."))


@verifies("stock.merges")
def merges_keep_units(findings: Findings) -> None:
    """Each document of a merge brings in what it takes out."""
    came: Counter[UUID] = Counter()
    out: Counter[UUID] = Counter()
    rows = Movement.objects.filter(kind=Movement.Kind.MERGE).order_by()
    for document_id, from_place, units in rows.values_list("document_id", "from_place_id").annotate(
        units=Sum("quantity")
    ):
        (came if from_place == OUTSIDE_ID else out)[document_id] += units
    for document_id in sorted({*came, *out}):
        if came[document_id] != out[document_id]:
            findings.violate(
                MERGE_UNEVEN,
                document=document_id,
                out=out[document_id],
                came=came[document_id],
            )
    findings.look(len({*came, *out}))


@verifies("stock.twins")
def twins_cost_the_same(findings: Findings) -> None:
    """A batch that stands for another cost as much for as many units, so that value is kept."""
    columns = ("cost_amount", "cost_units")
    costs = {
        batch_id: tuple(cost)
        for batch_id, *cost in Batch.objects.order_by()
        .filter(id__in=BatchTwin.objects.values("kept_batch_id"))
        .values_list("id", *columns)
    }
    twins = BatchTwin.objects.order_by("id").values_list(
        "kept_batch_id", "merged_batch__cost_amount", "merged_batch__cost_units"
    )
    for kept_batch, *cost in twins:
        if costs[kept_batch] != tuple(cost):
            findings.violate(TWIN_COST, batch=kept_batch)
    findings.look(len(twins))
