"""Counselling beside a patient's record and a prescription."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.counselling.permissions import (
    GIVE_COUNSELLING,
    OPEN_COUNSELLING,
    VIEW_COUNSELLING,
)
from theriac.domains.counselling.queries import (
    counselling_of_patient,
    counselling_of_prescription,
)
from theriac.domains.prescriptions.commands.counsel import BEFORE
from theriac.surfaces.backoffice.counselling.words import STATES, about
from theriac.surfaces.backoffice.shell.screens import Screen


def counselling_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """A patient's, the newest first; at the branches that the reader sees."""
    if not screen.may(OPEN_COUNSELLING):
        return {"sees_counselling": False}
    rows = counselling_of_patient(actor=screen.actor, patient_id=patient_id)
    return {
        "sees_counselling": True,
        "may_counsel": screen.may(GIVE_COUNSELLING),
        "counselling": _told(screen, rows),
    }


def counselling_of(screen: Screen, prescription: Any) -> dict[str, Any]:
    """A prescription's, with whether this round's hand-over still asks for one."""
    if not screen.may(VIEW_COUNSELLING):
        return {"sees_counselling": False, "is_counselled": True}
    rows = counselling_of_prescription(
        actor=screen.actor, branch_id=screen.branch, prescription_id=prescription.id
    )
    is_counselled = any(
        one.round == prescription.round and one.withdrawn_at is None for one in rows
    )
    return {
        "sees_counselling": True,
        "is_counselled": is_counselled,
        "may_counsel": screen.may(GIVE_COUNSELLING)
        and not is_counselled
        and prescription.state in BEFORE,
        "awaits_counselling": not is_counselled and prescription.state in BEFORE,
        "counselling": _told(screen, rows),
    }


def _told(screen: Screen, rows: Any) -> list[tuple[Any, str, str, Any, bool]]:
    names = names_of({one.by for one in rows})
    opens = screen.may(OPEN_COUNSELLING)
    return [
        (
            one,
            about(one),
            names.get(one.by, ""),
            STATES.badge(one.state),
            opens and one.branch_id == screen.branch_id,
        )
        for one in rows
    ]
