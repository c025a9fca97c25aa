"""Opening a prescription: it leaves who looked, when and why, with the patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.clinical.rules.results import Result
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.rules.reasons import checked_why
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
    PrescriptionStep,
)
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS, REVIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionUnknown
from theriac.domains.prescriptions.safety import check_prescription, kept_patient


@dataclass(frozen=True, slots=True)
class OpenedPrescription:
    """A prescription with everything of it, in order; ``patient_id`` is whose it is now."""

    prescription: Prescription
    patient_id: UUID
    patient: str
    birth_date: date | None
    lines: Sequence[PrescriptionLine]
    steps: Sequence[PrescriptionStep]
    outcomes: Sequence[LineOutcome]
    dispenses: Sequence[Dispense]


@command(
    name="prescriptions.open",
    done=gettext_lazy("Opened a prescription"),
    permission=OPEN_PRESCRIPTIONS,
)
def open_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    why: str = "dispensing",
) -> OpenedPrescription:
    """What it says, for the reason that is logged with the patient's record.

    Raises PrescriptionUnknown, PatientGone for who was erased, PatientRestricted, Unreadable, and
    ParticularsRefused for another reason than those that there are.
    """
    reason = checked_why(why)
    found = of_branch(branch_id, prescription_id)
    patient = get_patient(kept_patient(found))
    opened = OpenedPrescription(
        prescription=found,
        patient_id=patient.id,
        patient=patient.names,
        birth_date=patient.birth_date,
        lines=list(PrescriptionLine.objects.filter(prescription=found).order_by("position")),
        steps=list(PrescriptionStep.objects.filter(prescription=found).order_by("at", "id")),
        outcomes=list(
            LineOutcome.objects.filter(line__prescription=found, ended_at=None).order_by("at", "id")
        ),
        dispenses=list(
            Dispense.objects.filter(line__prescription=found).order_by("dispensed_at", "id")
        ),
    )
    current_unit().record(
        "patients.patient",
        patient.id,
        reason=reason,
        facts={"sections": ["prescription"], "prescription": found.id.hex},
    )
    watch_readings(actor, [patient.id])
    return opened


@command(
    name="prescriptions.check",
    done=gettext_lazy("Checked a prescription’s medicines"),
    permission=REVIEW_PRESCRIPTIONS,
)
def check_lines(*, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId) -> Result:
    """The safety checks over the lines with what the patient takes already; a reading too.

    Raises PrescriptionUnknown, and what ``check_for_patient`` does.
    """
    found = of_branch(branch_id, prescription_id)
    lines = list(PrescriptionLine.objects.filter(prescription=found).order_by("position"))
    return check_prescription(actor, found, lines)


def of_branch(branch_id: UUID, prescription_id: UUID) -> Prescription:
    """The branch's prescription. Raises PrescriptionUnknown."""
    rows = Prescription.objects.filter(id=prescription_id, branch_id=branch_id)
    found: Prescription | None = rows.first()
    if found is None:
        raise PrescriptionUnknown(_("This prescription doesn’t exist at this branch."))
    return found
