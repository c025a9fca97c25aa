"""Reports of adverse events: listed, filled in, written, opened; their period."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.adverse_events.commands.draft import draft_report
from theriac.domains.adverse_events.commands.period import set_reporting_period
from theriac.domains.adverse_events.commands.prefill import prefill_report
from theriac.domains.adverse_events.permissions import (
    ASSESS_ADVERSE_EVENTS,
    REPORT_ADVERSE_EVENTS,
    VIEW_ADVERSE_EVENTS,
)
from theriac.domains.adverse_events.problems import AdverseEventUnknown
from theriac.domains.adverse_events.queries import (
    ADVERSE_EVENTS,
    due_on,
    get_reporting_period,
    list_reports,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.adverse_events import (
    AdverseEventListed,
    AdverseEventNew,
    AdverseEventPage,
    AdverseEventPrefilled,
    AdverseEventsWanted,
    PrefillWanted,
    ReportedMedicineTold,
    ReportingPeriodTold,
    ReportingPeriodWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["adverse events"])


@router.get(
    "/adverse-events",
    **operation(
        "listAdverseEvents",
        "List adverse event reports",
        answers=AdverseEventPage,
        may=[VIEW_ADVERSE_EVENTS],
    ),
)
def reports(request: HttpRequest, wanted: Query[AdverseEventsWanted]) -> HttpResponse:
    """A page of the branch's reports without patients and texts, the newest first."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    page = page_of(ADVERSE_EVENTS, list_reports(actor=actor, branch_id=branch_id), wanted)
    due = due_on(branch_id, page.items)
    items = [_listed(row, due.get(row.id)) for row in page.items]
    return respond(request, AdverseEventPage(items=items, **edges(page)))


@router.post(
    "/adverse-events",
    **writing(
        "writeAdverseEvent",
        "Write an adverse event report",
        answers=AdverseEventListed,
        may=[REPORT_ADVERSE_EVENTS],
        status=201,
        detail="A draft; a batch of ours without a number gets its label's.",
    ),
)
def write(request: HttpRequest, here: Query[Here], body: AdverseEventNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    patient_id = PatientId(body.patient_id) if body.patient_id else None
    return added(
        request,
        lambda: draft_report(
            actor=actor, branch_id=branch_id, told=body.report, patient_id=patient_id
        ),
        lambda made: report_answer(actor, branch_id, made),
    )


@router.get(
    "/adverse-events/period",
    **operation(
        "readReportingPeriod",
        "Read the reporting period",
        answers=ReportingPeriodTold,
        may=[VIEW_ADVERSE_EVENTS],
    ),
)
def period(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """By which form the branch reports, and within how many days what is serious."""
    actor = actor_of(request)
    return respond(request, _period(actor, branch_of(actor, here.branch_id)))


@router.post(
    "/adverse-events/period",
    **writing(
        "setReportingPeriod",
        "Set the reporting period",
        answers=ReportingPeriodTold,
        may=[ASSESS_ADVERSE_EVENTS],
        detail="The branch's own; a law's days go before it.",
    ),
)
def set_period(
    request: HttpRequest, here: Query[Here], body: ReportingPeriodWanted
) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: set_reporting_period(
            actor=actor, branch_id=branch_id, serious_days=body.serious_days
        ),
        lambda: _period(actor, branch_id),
    )


@router.get(
    "/patients/{patient_id}/adverse-event-prefill",
    **operation(
        "prefillAdverseEvent",
        "Fill in an adverse event report",
        answers=AdverseEventPrefilled,
        may=[REPORT_ADVERSE_EVENTS],
        detail="Each reading is recorded with the patient.",
    ),
)
def prefill(request: HttpRequest, patient_id: Id, wanted: Query[PrefillWanted]) -> HttpResponse:
    """What the patient got with its batches, age and sex; allergies for who may see them."""
    actor = actor_of(request)
    found = prefill_report(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        patient_id=PatientId(patient_id),
        onset_on=wanted.onset_on,
        batch_id=wanted.batch_id,
        prescription_id=wanted.prescription_id,
    )
    medicines = [told(ReportedMedicineTold, one) for one in found.medicines]
    return respond(
        request,
        told(
            AdverseEventPrefilled,
            found,
            allergies=list(found.allergies),
            conditions=list(found.conditions),
            medicines=medicines,
        ),
    )


def report_answer(actor: Actor, branch_id: UUID, report_id: UUID) -> AdverseEventListed:
    found = list_reports(actor=actor, branch_id=branch_id).filter(id=report_id).first()
    if found is None:
        raise AdverseEventUnknown(_("This report doesn’t exist at this branch."))
    return _listed(found, due_on(branch_id, [found]).get(found.id))


def _listed(row: Any, due: Any) -> AdverseEventListed:
    return told(AdverseEventListed, row, due_on=due, seriousness=list(row.codes))


def _period(actor: Actor, branch_id: UUID) -> ReportingPeriodTold:
    form, days = get_reporting_period(actor=actor, branch_id=branch_id)
    return ReportingPeriodTold(
        form=form.code, authority=form.authority, law_days=form.serious_days, serious_days=days
    )
