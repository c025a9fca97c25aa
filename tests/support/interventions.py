"""Clinical interventions at the shop, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.domains.interventions.commands.record import record_intervention
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.models import Intervention
from theriac.domains.patients.ids import PatientId

FOUND: dict[str, Any] = {
    "problem": "adverse",
    "cause": "dose_high",
    "action": "prescriber",
    "prescriber_name": "dr. Bagas",
}


def intervene(shop: Shop, patient_id: UUID | None = None, **found: Any) -> InterventionId:
    """A call to a doctor about too high a dose, unless told otherwise."""
    return record_intervention(
        actor=shop.owner,
        branch_id=shop.branch_id,
        found=InterventionFound(**{**FOUND, **found}),
        patient_id=PatientId(patient_id) if patient_id else None,
    )


def intervention_of(intervention_id: UUID) -> Intervention:
    """It as it is kept."""
    found: Intervention = Intervention.objects.get(id=intervention_id)
    return found
