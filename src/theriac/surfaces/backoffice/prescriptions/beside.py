"""A patient's prescriptions, beside their record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.prescribers.queries.prescribers import prescriber_names
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS, RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.board import prescriptions_of_patient
from theriac.surfaces.backoffice.prescriptions.words import STATES
from theriac.surfaces.backoffice.shell.screens import Screen


def prescriptions_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """By date, with prescriber and state; at the branches that the reader sees."""
    if not screen.may(OPEN_PRESCRIPTIONS):
        return {"sees_prescriptions": False}
    rows = prescriptions_of_patient(actor=screen.actor, patient_id=patient_id)
    names = prescriber_names({one.prescriber_id for one in rows})
    return {
        "sees_prescriptions": True,
        "may_take_in": screen.may(RECEIVE_PRESCRIPTIONS),
        "prescriptions": [
            (
                one,
                names.get(one.prescriber_id, ""),
                STATES.badge(one.state),
                one.branch_id == screen.branch_id,
            )
            for one in rows
        ],
    }
