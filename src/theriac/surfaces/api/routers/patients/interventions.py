"""Clinical interventions: listed, counted, recorded, opened, with their outcome."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.interventions.commands.open import open_intervention
from theriac.domains.interventions.commands.outcome import record_outcome
from theriac.domains.interventions.commands.record import record_intervention
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.permissions import (
    OPEN_INTERVENTIONS,
    RECORD_INTERVENTIONS,
    VIEW_INTERVENTIONS,
)
from theriac.domains.interventions.problems import InterventionUnknown
from theriac.domains.interventions.queries import (
    INTERVENTIONS,
    count_interventions,
    list_interventions,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.prescriptions.commands.intervene import intervene_on_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.interventions import (
    InterventionCounted,
    InterventionListed,
    InterventionNew,
    InterventionOpened,
    InterventionOutcome,
    InterventionPage,
    InterventionReport,
    InterventionsWanted,
    InterventionWhy,
    PrescriptionIntervention,
)
from theriac.surfaces.api.schemas.types import Here, PeriodHere

router = Router(tags=["interventions"])


@router.get(
    "/interventions",
    **operation(
        "listInterventions",
        "List clinical interventions",
        answers=InterventionPage,
        may=[VIEW_INTERVENTIONS],
    ),
)
def interventions(request: HttpRequest, wanted: Query[InterventionsWanted]) -> HttpResponse:
    """A page of the branch's interventions without patients and texts, the newest first."""
    actor = actor_of(request)
    rows = list_interventions(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(INTERVENTIONS, rows, wanted)
    items = [_listed(row) for row in page.items]
    return respond(request, InterventionPage(items=items, **edges(page)))


@router.post(
    "/interventions",
    **writing(
        "recordIntervention",
        "Record a clinical intervention",
        answers=InterventionListed,
        may=[RECORD_INTERVENTIONS],
        status=201,
        detail="On a prescription: `POST /prescriptions/{prescription_id}/interventions`.",
    ),
)
def record(request: HttpRequest, here: Query[Here], body: InterventionNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    patient_id = PatientId(body.patient_id) if body.patient_id else None
    return added(
        request,
        lambda: record_intervention(
            actor=actor, branch_id=branch_id, found=body.intervention, patient_id=patient_id
        ),
        lambda made: _answer(actor, branch_id, made),
    )


@router.post(
    "/prescriptions/{prescription_id}/interventions",
    **writing(
        "intervenePrescription",
        "Record a clinical intervention on a prescription",
        answers=InterventionListed,
        may=[RECORD_INTERVENTIONS],
        status=201,
    ),
)
def intervene(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionIntervention
) -> HttpResponse:
    """In any state; what the review does then is an act of its own."""
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: intervene_on_prescription(
            actor=actor,
            branch_id=branch_id,
            prescription_id=PrescriptionId(prescription_id),
            found=body.intervention,
            line_id=PrescriptionLineId(body.line_id) if body.line_id else None,
        ),
        lambda made: _answer(actor, branch_id, made),
    )


@router.get(
    "/interventions/report",
    **operation(
        "countInterventions",
        "Count clinical interventions",
        answers=InterventionReport,
        may=[VIEW_INTERVENTIONS],
    ),
)
def report(request: HttpRequest, wanted: Query[PeriodHere]) -> HttpResponse:
    """How often which problem had which cause, action and outcome in a period."""
    actor = actor_of(request)
    counts = count_interventions(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        since=wanted.since,
        until=wanted.until,
    )
    items = [told(InterventionCounted, one, outcome=one.outcome or None) for one in counts]
    return respond(request, InterventionReport(items=items))


@router.get(
    "/interventions/{intervention_id}",
    **operation(
        "openIntervention",
        "Read a clinical intervention",
        answers=InterventionOpened,
        may=[OPEN_INTERVENTIONS],
        detail="Each reading is recorded, with the patient where there is one, with `why`.",
    ),
)
def read(request: HttpRequest, intervention_id: Id, wanted: Query[InterventionWhy]) -> HttpResponse:
    """With whose it is and its texts; its ETag is the version that a change names."""
    actor = actor_of(request)
    opened = open_intervention(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        intervention_id=InterventionId(intervention_id),
        why=wanted.why,
    )
    row = opened.intervention
    more = {"outcome": row.outcome or None, "patient_id": opened.patient_id, **row.content}
    return respond(request, told(InterventionOpened, row, **more))


@router.post(
    "/interventions/{intervention_id}/outcome",
    **writing(
        "recordInterventionOutcome",
        "Record the outcome of a clinical intervention",
        answers=InterventionListed,
        may=[RECORD_INTERVENTIONS],
        edits=True,
    ),
)
def outcome(
    request: HttpRequest, intervention_id: Id, here: Query[Here], body: InterventionOutcome
) -> HttpResponse:
    """Once."""
    return edited(
        request,
        here,
        record_outcome,
        lambda actor, branch_id: _answer(actor, branch_id, intervention_id),
        intervention_id=InterventionId(intervention_id),
        **dict(body),
    )


def _answer(actor: Actor, branch_id: UUID, intervention_id: UUID) -> InterventionListed:
    rows = list_interventions(actor=actor, branch_id=branch_id)
    found = rows.filter(id=intervention_id).first()
    if found is None:
        raise InterventionUnknown(_("This intervention doesn’t exist at this branch."))
    return _listed(found)


def _listed(row: Any) -> InterventionListed:
    return told(InterventionListed, row, outcome=row.outcome or None)
