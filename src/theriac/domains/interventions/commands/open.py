"""Opening an intervention: where it names a patient, it leaves who looked, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.models import Intervention
from theriac.domains.interventions.permissions import OPEN_INTERVENTIONS
from theriac.domains.interventions.problems import InterventionUnknown
from theriac.domains.interventions.record import RECORD
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.patients.rules.reasons import checked_why


@dataclass(frozen=True, slots=True)
class OpenedIntervention:
    """An intervention with whose it is now; no patient where it names none."""

    intervention: Intervention
    patient_id: UUID | None
    patient: str


@command(
    name="interventions.open",
    done=gettext_lazy("Opened a clinical intervention"),
    permission=OPEN_INTERVENTIONS,
)
def open_intervention(
    *, actor: Actor, branch_id: BranchId, intervention_id: InterventionId, why: str = "care"
) -> OpenedIntervention:
    """What was found and done, for the reason that is logged with the patient's record.

    Raises InterventionUnknown, PatientGone for who was erased, PatientRestricted, and
    ParticularsRefused for another reason than those that there are.
    """
    reason = checked_why(why)
    rows = Intervention.objects.filter(id=intervention_id, branch_id=branch_id)
    found: Intervention | None = rows.first()
    if found is None:
        raise InterventionUnknown(_("This intervention doesn’t exist at this branch."))
    if found.patient_id is None:
        current_unit().record(RECORD, found.id, reason=reason, facts={}, branch_id=branch_id)
        return OpenedIntervention(found, None, "")
    kept = kept_records([found.patient_id])
    patient = get_patient(kept[0].id if kept else found.patient_id)
    facts = {"sections": ["interventions"], "intervention": found.id.hex}
    current_unit().record("patients.patient", patient.id, reason=reason, facts=facts)
    watch_readings(actor, [patient.id])
    return OpenedIntervention(found, patient.id, patient.names)
