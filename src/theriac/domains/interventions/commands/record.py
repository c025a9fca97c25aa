"""Recording an intervention that is of no prescription here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.rights import require
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.permissions import RECORD_INTERVENTIONS
from theriac.domains.interventions.record import InterventionPlace, keep_intervention
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS


@command(
    name="interventions.record",
    done=gettext_lazy("Recorded a clinical intervention"),
    permission=RECORD_INTERVENTIONS,
)
def record_intervention(
    *,
    actor: Actor,
    branch_id: BranchId,
    found: InterventionFound,
    patient_id: PatientId | None = None,
) -> InterventionId:
    """What was found and done, for a patient where one is known; its id.

    Raises what ``keep_intervention`` does, and NotPermitted for a patient whom the actor may not
    see.
    """
    if patient_id is not None:
        require(actor, VIEW_PATIENTS, branch_id)
    place = InterventionPlace(branch_id=branch_id, patient_id=patient_id)
    return keep_intervention(current_unit().effect_id, place, found)
