"""What the demo's pharmacist does for patients: prescriptions, counselling, interventions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.surfaces.operations.demo.alerts import Goods
from theriac.surfaces.operations.demo.patients.counselling import add_counselling
from theriac.surfaces.operations.demo.patients.interventions import add_interventions
from theriac.surfaces.operations.demo.patients.prescriptions import add_prescriptions


def add_care(
    country: str,
    actor: Actor,
    branch_id: BranchId,
    goods: Sequence[Goods],
    patients: Sequence[PatientId],
    end: datetime,
) -> dict[str, int]:
    """How many there are of each."""
    return {
        "prescriptions": add_prescriptions(country, actor, branch_id, goods, patients, end),
        "counselling": add_counselling(actor, branch_id, patients, end),
        "interventions": add_interventions(actor, branch_id, patients, end),
    }
