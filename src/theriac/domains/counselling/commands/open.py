"""Opening a counselling: it leaves who looked, when and why, with the patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.models import Counselling
from theriac.domains.counselling.permissions import OPEN_COUNSELLING
from theriac.domains.counselling.problems import CounsellingUnknown
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.patients.rules.reasons import checked_why


@dataclass(frozen=True, slots=True)
class OpenedCounselling:
    """A counselling with whose it is now."""

    counselling: Counselling
    patient_id: UUID
    patient: str
    birth_date: date | None


@command(
    name="counselling.open",
    done=gettext_lazy("Opened a counselling"),
    permission=OPEN_COUNSELLING,
)
def open_counselling(
    *, actor: Actor, branch_id: BranchId, counselling_id: CounsellingId, why: str = "care"
) -> OpenedCounselling:
    """What was told to whom, for the reason that is logged with the patient's record.

    Raises CounsellingUnknown, PatientGone for who was erased, PatientRestricted, and
    ParticularsRefused for another reason than those that there are.
    """
    reason = checked_why(why)
    rows = Counselling.objects.filter(id=counselling_id, branch_id=branch_id)
    found: Counselling | None = rows.first()
    if found is None:
        raise CounsellingUnknown(_("This counselling doesn’t exist at this branch."))
    kept = kept_records([found.patient_id])
    patient = get_patient(kept[0].id if kept else found.patient_id)
    current_unit().record(
        "patients.patient",
        patient.id,
        reason=reason,
        facts={"sections": ["counselling"], "counselling": found.id.hex},
    )
    watch_readings(actor, [patient.id])
    return OpenedCounselling(found, patient.id, patient.names, patient.birth_date)
