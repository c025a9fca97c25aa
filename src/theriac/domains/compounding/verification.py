"""What must always be true of preparations, recomputed from the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
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


_Taken = Counter[tuple[UUID, UUID | None]]
"""Base units by batch and line."""


@dataclass(frozen=True, slots=True)
class _Preparations:
    """What all preparations say that they used, and what moved for them, by their ids.

    What was made and then discarded is among ``gone``.
    """

    used: Mapping[UUID, _Taken]
    cost: Mapping[UUID, int]
    gone: Mapping[UUID, _Taken]
    made: Mapping[UUID, _Taken]


@verifies("compounding.preparations")
def preparations_tie_to_the_ledger(findings: Findings) -> None:
    """Each took what it lists and brought in what it made, at the cost of what it took."""
    rows = Preparation.objects.exclude(batch=None).order_by("id")
    findings.look(rows.count())
    every = _all()
    for row in rows.select_related("batch").iterator():
        if row.batch is not None:
            _units_tie(findings, row, every)
            _cost_ties(findings, row, row.batch, every.cost.get(row.id, 0))
    theirs = Preparation.objects.filter(id=OuterRef("document_id"), batch__isnull=False)
    loose = Movement.objects.filter(~Exists(theirs), kind=Movement.Kind.COMPOUNDING)
    numbers = loose.order_by("document_id", "document_number")
    for document_id, number in numbers.values_list("document_id", "document_number").distinct():
        findings.violate(LOOSE, number=number or document_id)


def _all() -> _Preparations:
    used, gone, made = (defaultdict[UUID, _Taken](Counter) for _each in range(3))
    cost: Counter[UUID] = Counter()
    for one in UsedBatch.objects.iterator():
        used[one.preparation_id][one.batch_id, one.line_id] += one.quantity
        cost[one.preparation_id] += one.cost
    for move in Movement.objects.filter(kind=Movement.Kind.COMPOUNDING).iterator():
        moved = made if move.from_place_id == OUTSIDE_ID else gone
        moved[move.document_id][move.batch_id, move.line_id] += move.quantity
    return _Preparations(used=used, cost=cost, gone=gone, made=made)


def _units_tie(findings: Findings, row: Preparation, every: _Preparations) -> None:
    said, gone, made = (one.get(row.id, Counter()) for one in (every.used, every.gone, every.made))
    taken = {key: units for key, units in gone.items() if key[0] != row.batch_id}
    came = {batch_id: units for (batch_id, _line), units in made.items()}
    if taken != said or came != {row.batch_id: row.units}:
        findings.violate(
            UNITS_DIFFER,
            number=row.number,
            said=row.units + said.total(),
            moved=made.total() + gone.total(),
        )


def _cost_ties(findings: Findings, row: Preparation, batch: Batch, used: int) -> None:
    cost, is_whole = batch.cost_amount or 0, batch.cost_units == row.units
    if not (used == row.cost == cost and is_whole):
        findings.violate(COST_DIFFERS, number=row.number, used=used, cost=cost)


def _numbers_kept(branch_id: UUID) -> Iterable[str]:
    rows = Preparation.objects.filter(branch_id=branch_id).exclude(number="").order_by()
    return rows.values_list("number", flat=True)


declare_numbers(NUMBER, _("Preparations"), _numbers_kept)
