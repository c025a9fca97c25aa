"""Recording a clinical intervention on a prescription, or on a line of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.interventions.codes import CALLED
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.permissions import RECORD_INTERVENTIONS
from theriac.domains.interventions.record import InterventionPlace, keep_intervention
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.safety import kept_patient
from theriac.domains.prescriptions.standing import locked_prescription


@command(
    name="prescriptions.intervene",
    done=gettext_lazy("Recorded a clinical intervention on a prescription"),
    permission=RECORD_INTERVENTIONS,
)
def intervene_on_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    found: InterventionFound,
    line_id: PrescriptionLineId | None = None,
) -> InterventionId:
    """What was found and done; its id. Who was called is its prescriber, unless told otherwise.

    Raises PrescriptionUnknown, NotFound for a line that isn't on it, and what
    ``keep_intervention`` does.
    """
    prescription = locked_prescription(branch_id, prescription_id, None)
    return keep_on(prescription, current_unit().effect_id, found, line_id)


def keep_on(
    prescription: Prescription, key: UUID, found: InterventionFound, line_id: UUID | None = None
) -> InterventionId:
    """Keep one on a locked prescription. Raises NotFound, and as ``keep_intervention``."""
    if line_id is not None:
        line = PrescriptionLine.objects.filter(id=line_id, prescription=prescription).first()
        if line is None:
            raise NotFound(_("This line isn’t on the prescription. Reload the page."))
        found = replace(found, medicine=found.medicine.strip() or line.content["written"][:120])
    is_unnamed = found.prescriber_id is None and not found.prescriber_name.strip()
    if found.action == CALLED and is_unnamed:
        found = replace(found, prescriber_id=prescription.prescriber_id)
    place = InterventionPlace(
        branch_id=prescription.branch_id,
        patient_id=kept_patient(prescription),
        prescription_id=prescription.id,
        line_id=line_id,
    )
    return keep_intervention(key, place, found)
