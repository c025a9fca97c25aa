"""Reports of adverse events beside a patient's record and a batch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.adverse_events.permissions import (
    OPEN_ADVERSE_EVENTS,
    REPORT_ADVERSE_EVENTS,
    VIEW_ADVERSE_EVENTS,
)
from theriac.domains.adverse_events.queries import reports_of_batch, reports_of_patient
from theriac.surfaces.backoffice.adverse_events.words import STATES, serious_words
from theriac.surfaces.backoffice.shell.screens import Screen


def adverse_events_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """A patient's, the newest first; at the branches that the reader sees."""
    if not screen.may(OPEN_ADVERSE_EVENTS):
        return {"sees_adverse_events": False}
    rows = reports_of_patient(actor=screen.actor, patient_id=patient_id)
    names = names_of({one.by for one in rows})
    return {
        "sees_adverse_events": True,
        "may_report_adverse": screen.may(REPORT_ADVERSE_EVENTS),
        "adverse_events": [
            (
                one,
                serious_words(one),
                names.get(one.by, ""),
                STATES.badge(one.state),
                one.branch_id == screen.branch_id,
            )
            for one in rows
        ],
    }


def adverse_events_of_batch(screen: Screen, batch: Any) -> dict[str, Any]:
    """How many reports suspect its lot, for who may see the list."""
    may_report = screen.may(REPORT_ADVERSE_EVENTS)
    if not screen.may(VIEW_ADVERSE_EVENTS):
        return {"sees_adverse_events": False, "may_report_adverse": may_report}
    found = reports_of_batch(
        actor=screen.actor, product_id=batch.product_id, number=batch.number, batch_id=batch.id
    )
    return {
        "sees_adverse_events": True,
        "may_report_adverse": may_report,
        "adverse_counts": found,
    }
