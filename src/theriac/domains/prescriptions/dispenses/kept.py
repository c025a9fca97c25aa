"""How what is dispensed of lines is kept, and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.domains.prescriptions.dispenses.terms import DispenseTerms, LineDispensed
from theriac.domains.prescriptions.events import PrescriptionDispensed
from theriac.domains.prescriptions.ids import DispenseId
from theriac.domains.prescriptions.models import Dispense, Prescription, PrescriptionLine
from theriac.domains.prescriptions.standing import record_change


def keep_dispensed(
    terms: DispenseTerms, given: Sequence[LineDispensed], sale_id: UUID | None, by: UUID
) -> list[DispenseId]:
    """Write what was found to be dispensable, count it on its lines and tell it; the ids."""
    of = {one: terms.prescriptions[terms.lines[one.line_id].prescription_id] for one in given}
    rows = [_row(of[one], one, sale_id, by) for one in given]
    Dispense.objects.bulk_create(rows)
    changed = {one.line_id: terms.lines[one.line_id] for one in given}
    for line in changed.values():
        line.save(update_fields=["dispensed"])
    _note({found.id: found for found in of.values()}, changed, terms.before)
    return [DispenseId(row.id) for row in rows]


def _row(found: Prescription, one: LineDispensed, sale_id: UUID | None, by: UUID) -> Dispense:
    return Dispense(
        id=new_id(),
        line_id=one.line_id,
        branch_id=found.branch_id,
        product_id=one.product_id,
        quantity=one.quantity,
        round=found.round,
        sale_id=sale_id,
        dispensed_at=clock.now(),
        dispensed_by=by,
    )


def _note(
    prescriptions: Mapping[UUID, Prescription],
    lines: Mapping[UUID, PrescriptionLine],
    before: Mapping[UUID, int],
) -> None:
    for key, found in prescriptions.items():
        keep(found)
        changed = [one for one in lines.values() if one.prescription_id == key]
        record_change(
            found,
            {f"lines.{one.position}.dispensed": before[one.id] for one in changed},
            {f"lines.{one.position}.dispensed": one.dispensed for one in changed},
        )
        announce_dispensed(found, [one.id for one in changed])


def announce_dispensed(found: Prescription, line_ids: Iterable[UUID]) -> None:
    """Tell that what stands as dispensed of these lines isn't what it was."""
    current_unit().announce(
        PrescriptionDispensed(
            subject=str(found.id),
            branch_id=found.branch_id,
            data={"line_ids": sorted(line_ids)},
        )
    )
