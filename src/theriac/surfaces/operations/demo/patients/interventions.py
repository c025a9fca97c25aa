"""The demo's clinical interventions: calls to doctors, a patient told, with their outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.interventions.commands.outcome import record_outcome
from theriac.domains.interventions.commands.record import record_intervention
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId

FOUND = (
    InterventionFound(
        problem="adverse",
        cause="interaction",
        action="prescriber",
        prescriber_name="dr. Contoh",
        medicine="Warfarin 2 mg",
        note="Ibuprofen as well, bleeding possible",
        proposal="Paracetamol instead",
        outcome="accepted",
    ),
    InterventionFound(
        problem="weak_effect",
        cause="dose_low",
        action="prescriber",
        prescriber_name="dr. Contoh",
        proposal="The usual dose",
    ),
    InterventionFound(
        problem="weak_effect",
        cause="wrong_use",
        action="patient",
        medicine="Salbutamol inhaler",
        note="Doesn't shake it",
        outcome="accepted",
    ),
    InterventionFound(problem="costly", cause="cost", action="changed", outcome="accepted"),
)
EVERY = timedelta(hours=7)


def add_interventions(
    actor: Actor, branch_id: BranchId, patients: Sequence[PatientId], end: datetime
) -> int:
    """Some of the last day, the second answered later; how many there are."""
    here: dict[str, Any] = {"actor": actor, "branch_id": branch_id}
    made = []
    for at, (found, patient_id) in enumerate(zip(FOUND, patients[3:], strict=False)):
        with clock.at(end - EVERY * (len(FOUND) - at)):
            made.append(record_intervention(**here, found=found, patient_id=patient_id))
    with clock.at(end - EVERY):
        record_outcome(
            **here, intervention_id=made[1], version=1, outcome="no_answer", answer="Tried twice"
        )
    return len(made)
