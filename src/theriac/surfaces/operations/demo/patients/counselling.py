"""The demo's counselling without a prescription: told, refused, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.counselling.commands.counsel import counsel_patient
from theriac.domains.counselling.commands.withdraw import withdraw_counselling
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId

SAID = (
    CounsellingGiven(topics=["use", "device"], is_leaflet_given=True, is_understood=True),
    CounsellingGiven(refused_why="knows"),
    CounsellingGiven(
        to_whom="caregiver", topics=["purpose", "use", "missed", "storage"], is_understood=True
    ),
    CounsellingGiven(topics=["effects", "food", "doctor"]),
    CounsellingGiven(refused_why="no_time"),
    CounsellingGiven(topics=["use"]),
)
EVERY = timedelta(hours=5)


def add_counselling(
    actor: Actor, branch_id: BranchId, patients: Sequence[PatientId], end: datetime
) -> int:
    """Some of the last two days, the last by mistake; how many there are."""
    for at, (given, patient_id) in enumerate(zip(SAID, patients, strict=False)):
        with clock.at(end - EVERY * (len(SAID) - at)):
            made = counsel_patient(
                actor=actor, branch_id=branch_id, patient_id=patient_id, given=given
            )
    with clock.at(end - EVERY + timedelta(minutes=2)):
        withdraw_counselling(
            actor=actor, branch_id=branch_id, counselling_id=made, version=1, reason_code="patient"
        )
    return len(SAID)
