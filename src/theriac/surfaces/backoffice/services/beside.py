"""Appointments and services beside a patient's record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.domains.services.permissions import BOOK_SERVICES, OPEN_SERVICES, VIEW_SERVICES
from theriac.domains.services.queries import appointments_of_patient, records_of_patient
from theriac.surfaces.backoffice.services.appointments import BEFORE
from theriac.surfaces.backoffice.services.words import STATES
from theriac.surfaces.backoffice.shell.screens import Screen


def services_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """Appointments that come, and what was done; at the branches that the reader sees."""
    if not screen.may(VIEW_SERVICES):
        return {"sees_services": False}
    booked = appointments_of_patient(
        actor=screen.actor, patient_id=patient_id, since=clock.now() - BEFORE
    )
    opens = screen.may(OPEN_SERVICES)
    done = records_of_patient(actor=screen.actor, patient_id=patient_id) if opens else ()
    return {
        "sees_services": True,
        "sees_service_history": opens,
        "may_book": screen.may(BOOK_SERVICES),
        "appointments": [
            (one, STATES.badge(one.state), one.branch_id == screen.branch_id)
            for one in booked
            if one.state in ("booked", "arrived")
        ],
        "service_records": [(one, one.branch_id == screen.branch_id) for one in done],
    }
