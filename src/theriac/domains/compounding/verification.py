"""What must always be true of preparations, recomputed from the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.compounding.commands.make import NUMBER
from theriac.domains.compounding.models import Preparation, UsedBatch
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID

UNITS_DIFFER = finding(
    "compounding.units_differ",
    _("Preparation %(number)s lists other base units than its movements: %(said)s, %(moved)s."),
)
COST_DIFFERS = finding(
    "compounding.cost_differs",
    _("Preparation %(number)s used goods worth %(used)s, but its batch cost %(cost)s."),
)
LOOSE = finding(
    "compounding.loose_movement",
    _("Movements of document %(number)s belong to no preparation that was made."),
)


@verifies("compounding.preparations")
def preparations_tie_to_the_ledger(findings: Findings) -> None:
    """Each took what it lists and brought in what it made, at the cost of what it took."""
    rows = Preparation.objects.exclude(batch=None).order_by("id")
    findings.look(rows.count())
    for row in rows.select_related("batch"):
        if row.batch is not None:
            _units_tie(findings, row, row.batch)
            _cost_ties(findings, row, row.batch)
    loose = Movement.objects.filter(kind=Movement.Kind.COMPOUNDING).exclude(
        document_id__in=rows.order_by().values("id")
    )
    for document_id, number in loose.values_list("document_id", "document_number").distinct():
        findings.violate(LOOSE, number=number or document_id)


def _units_tie(findings: Findings, row: Preparation, batch: Batch) -> None:
    moved = Movement.objects.filter(document_id=row.id, kind=Movement.Kind.COMPOUNDING)
    came = moved.filter(from_place_id=OUTSIDE_ID, batch_id=batch.id)
    went = moved.filter(to_place_id=OUTSIDE_ID).exclude(batch_id=batch.id)
    said = {
        (one.batch_id, one.line_id): one.quantity
        for one in UsedBatch.objects.filter(preparation_id=row.id)
    }
    gone = {(one.batch_id, one.line_id): one.quantity for one in went}
    made = int(came.aggregate(units=Sum("quantity"))["units"] or 0)
    if made != row.units or gone != said:
        findings.violate(
            UNITS_DIFFER,
            number=row.number,
            said=row.units + sum(said.values()),
            moved=made + sum(gone.values()),
        )


def _cost_ties(findings: Findings, row: Preparation, batch: Batch) -> None:
    used = UsedBatch.objects.filter(preparation_id=row.id).aggregate(cost=Sum("cost"))["cost"]
    cost, is_whole = batch.cost_amount or 0, batch.cost_units == row.units
    if not (int(used or 0) == row.cost == cost and is_whole):
        findings.violate(COST_DIFFERS, number=row.number, used=int(used or 0), cost=cost)


def _numbers_kept(branch_id: UUID) -> Iterable[str]:
    rows = Preparation.objects.filter(branch_id=branch_id).exclude(number="").order_by()
    return rows.values_list("number", flat=True)


declare_numbers(NUMBER, _("Preparations"), _numbers_kept)
