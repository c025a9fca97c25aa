"""Who read a patient's record over months, for who may see the trail."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core import clock
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.facts.types import Id
from theriac.domains.patients.queries.readers import readers_of
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.schemas.patients.readers import (
    PatientReader,
    PatientReaders,
    PatientReadersWanted,
)

router = Router(tags=["patients"])
A_YEAR = timedelta(days=366)


@router.get(
    "/patients/{patient_id}/readers",
    **operation(
        "listPatientReaders",
        "List who read a patient's record, by person, branch, device and way",
        answers=PatientReaders,
        may=[VIEW_TRAIL],
        detail="Without `since`, the last year; days of UTC. Nothing of the person is in it.",
    ),
)
def readers(
    request: HttpRequest, patient_id: Id, wanted: Query[PatientReadersWanted]
) -> HttpResponse:
    """Who read last comes first."""
    today = clock.now().date()
    first, last = wanted.since or today - A_YEAR, wanted.until or today
    found = readers_of(
        actor=actor_of(request),
        patient_id=patient_id,
        since=datetime.combine(first, time(), tzinfo=UTC),
        until=datetime.combine(last, time(), tzinfo=UTC) + timedelta(days=1),
        after=wanted.after,
        at_most=wanted.limit,
    )
    items = [told(PatientReader, one) for one in found.items]
    return respond(request, PatientReaders(items=items, has_more=found.has_more))
