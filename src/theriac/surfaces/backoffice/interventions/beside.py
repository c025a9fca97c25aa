"""Clinical interventions beside a patient's record and a prescription."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.interventions.permissions import (
    OPEN_INTERVENTIONS,
    RECORD_INTERVENTIONS,
    VIEW_INTERVENTIONS,
)
from theriac.domains.interventions.queries import (
    interventions_of_patient,
    interventions_of_prescription,
)
from theriac.surfaces.backoffice.interventions.words import about, outcome_badge
from theriac.surfaces.backoffice.shell.screens import Screen


def interventions_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """Those about a patient, the newest first; at the branches that the reader sees."""
    if not screen.may(OPEN_INTERVENTIONS):
        return {"sees_interventions": False}
    rows = interventions_of_patient(actor=screen.actor, patient_id=patient_id)
    return {
        "sees_interventions": True,
        "may_intervene": screen.may(RECORD_INTERVENTIONS),
        "interventions": _told(screen, rows),
    }


def interventions_on(screen: Screen, prescription_id: UUID) -> dict[str, Any]:
    """Those on a prescription, the newest first."""
    if not screen.may(VIEW_INTERVENTIONS):
        return {"sees_interventions": False}
    rows = interventions_of_prescription(
        actor=screen.actor, branch_id=screen.branch, prescription_id=prescription_id
    )
    return {
        "sees_interventions": True,
        "may_intervene": screen.may(RECORD_INTERVENTIONS),
        "interventions": _told(screen, rows),
    }


def _told(screen: Screen, rows: Any) -> list[tuple[Any, str, str, Any, bool]]:
    names = names_of({one.by for one in rows})
    opens = screen.may(OPEN_INTERVENTIONS)
    return [
        (
            one,
            about(one),
            names.get(one.by, ""),
            outcome_badge(one),
            opens and one.branch_id == screen.branch_id,
        )
        for one in rows
    ]
