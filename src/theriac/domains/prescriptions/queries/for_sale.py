"""What a sale needs to know of the prescription lines that it is made on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.privacy.problems import Erased
from theriac.core.problems import NotFound
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.rules.states import READY
from theriac.domains.prescriptions.safety import dose_in, kept_patient
from theriac.domains.prescriptions.standing import refused_jump


@dataclass(frozen=True, slots=True)
class PrescriptionForSale:
    """Whose prescription it is, and what its paper says; of a paper without a number our code."""

    id: UUID
    patient_id: UUID
    prescriber_id: UUID
    prescriber: str
    number: str
    written_on: date
    approved_by: UUID | None


@dataclass(frozen=True, slots=True)
class LineForSale:
    """A line with its prescription; ``days`` is how long it is taken, 0 where it isn't said."""

    id: UUID
    position: int
    prescription: PrescriptionForSale
    days: int
    dose: DoseSaid | None


def lines_for_sale(branch_id: UUID, line_ids: Collection[UUID]) -> Mapping[UUID, LineForSale]:
    """These lines of ready prescriptions of the branch, by id. The caller has asked the right.

    Raises NotFound for a line that isn't the branch's, PrescriptionJump for a prescription that
    isn't ready, PatientGone, PatientRestricted.
    """
    rows = PrescriptionLine.objects.filter(id__in=set(line_ids), prescription__branch_id=branch_id)
    lines = list(rows.select_related("prescription").order_by("id"))
    if len(lines) < len(set(line_ids)):
        raise NotFound(_("This line isn’t on a prescription of this branch. Reload the page."))
    known: dict[UUID, PrescriptionForSale] = {}
    for line in lines:
        found = line.prescription
        if found.state != READY:
            raise refused_jump(found)
        if found.id not in known:
            known[found.id] = _told(found)
    return {line.id: _line(line, known[line.prescription_id]) for line in lines}


@dataclass(frozen=True, slots=True)
class PrescribedLine:
    """A line of a prescription in whatever state, as a sale that was made names it.

    ``patient_ids`` are the records that its person has or had; ``days`` as of ``LineForSale``.
    """

    id: UUID
    prescription_id: UUID
    code: str
    state: str
    patient_ids: Collection[UUID]
    approved_by: UUID | None
    days: int
    prescriber_id: UUID


def prescribed_lines(branch_id: UUID, line_ids: Collection[UUID]) -> Mapping[UUID, PrescribedLine]:
    """Those of these lines that the branch has, by id. The caller has asked the right."""
    rows = PrescriptionLine.objects.filter(id__in=set(line_ids), prescription__branch_id=branch_id)
    lines = list(rows.select_related("prescription").order_by("id"))
    of = {one.prescription_id: one.prescription for one in lines}
    people = {key: ids_of(kept_patient(found)) for key, found in of.items()}
    return {
        one.id: PrescribedLine(
            id=one.id,
            prescription_id=one.prescription_id,
            code=one.prescription.code,
            state=one.prescription.state,
            patient_ids=people[one.prescription_id],
            approved_by=one.prescription.approved_by,
            days=_days(one),
            prescriber_id=one.prescription.prescriber_id,
        )
        for one in lines
    }


def _told(found: Prescription) -> PrescriptionForSale:
    patient = get_patient(kept_patient(found))
    return PrescriptionForSale(
        id=found.id,
        patient_id=patient.id,
        prescriber_id=found.prescriber_id,
        prescriber=str(found.content["prescriber"]),
        number=str(found.content["number"]) or found.code,
        written_on=found.written_on,
        approved_by=found.approved_by,
    )


def _line(line: PrescriptionLine, prescription: PrescriptionForSale) -> LineForSale:
    return LineForSale(line.id, line.position, prescription, _days(line), _dose(line))


def _dose(line: PrescriptionLine) -> DoseSaid | None:
    try:
        return dose_in(line.content["directions"])
    except Erased:
        return None


def _days(line: PrescriptionLine) -> int:
    try:
        return int(line.content["directions"].get("duration_days") or 0)
    except Erased:
        return 0
