"""One report of an adverse event: opened, changed, judged, sent, followed up, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.facts.types import Id
from theriac.domains.adverse_events.commands.assess import assess_report
from theriac.domains.adverse_events.commands.draft import change_report
from theriac.domains.adverse_events.commands.follow_up import follow_up_report
from theriac.domains.adverse_events.commands.open import open_report
from theriac.domains.adverse_events.commands.send import note_reference, send_report
from theriac.domains.adverse_events.commands.withdraw import withdraw_report
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.permissions import (
    ASSESS_ADVERSE_EVENTS,
    OPEN_ADVERSE_EVENTS,
    REPORT_ADVERSE_EVENTS,
)
from theriac.domains.adverse_events.rules.facts import SendingTold
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.adverse_events.reports import report_answer
from theriac.surfaces.api.schemas.patients.adverse_events import (
    AdverseEventAssessment,
    AdverseEventChange,
    AdverseEventContent,
    AdverseEventListed,
    AdverseEventOpened,
    AdverseEventReference,
    AdverseEventWhy,
    AdverseEventWithdrawal,
    ReportedMedicineTold,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["adverse events"])


@router.get(
    "/adverse-events/{report_id}",
    **operation(
        "openAdverseEvent",
        "Read an adverse event report",
        answers=AdverseEventOpened,
        may=[OPEN_ADVERSE_EVENTS],
        detail="Each reading is recorded, with the patient where there is one, with `why`.",
    ),
)
def read(request: HttpRequest, report_id: Id, wanted: Query[AdverseEventWhy]) -> HttpResponse:
    """All its fields; its ETag is the version that a change names."""
    actor = actor_of(request)
    opened = open_report(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        report_id=AdverseEventId(report_id),
        why=wanted.why,
    )
    judged = opened.report.assessment
    medicines = [told(ReportedMedicineTold, one) for one in opened.told.medicines]
    more = {
        "due_on": opened.due_on,
        "seriousness": list(opened.report.codes),
        "patient_id": opened.patient_id,
        "report": told(AdverseEventContent, opened.told, medicines=medicines),
        "answers": judged.get("answers"),
        "category": judged.get("category") or None,
        "score": opened.score,
        "band": opened.band or None,
        "versions": [one.id for one in opened.versions],
    }
    return respond(request, told(AdverseEventOpened, opened.report, **more))


@router.put(
    "/adverse-events/{report_id}",
    **writing(
        "changeAdverseEvent",
        "Change a draft of an adverse event report",
        answers=AdverseEventListed,
        may=[REPORT_ADVERSE_EVENTS],
        edits=True,
    ),
)
def change(
    request: HttpRequest, report_id: Id, here: Query[Here], body: AdverseEventChange
) -> HttpResponse:
    return _act(request, report_id, here, change_report, told=body.report)


@router.post(
    "/adverse-events/{report_id}/assessment",
    **writing(
        "assessAdverseEvent",
        "Assess the causality of an adverse event",
        answers=AdverseEventListed,
        may=[ASSESS_ADVERSE_EVENTS],
        edits=True,
    ),
)
def assess(
    request: HttpRequest, report_id: Id, here: Query[Here], body: AdverseEventAssessment
) -> HttpResponse:
    judged = {"answers": body.answers.model_dump(), "category": body.category or ""}
    return _act(request, report_id, here, assess_report, **judged)


@router.post(
    "/adverse-events/{report_id}/send",
    **writing(
        "sendAdverseEvent",
        "Record that an adverse event report was sent",
        answers=AdverseEventListed,
        may=[REPORT_ADVERSE_EVENTS],
        edits=True,
        detail="`authority` is the centre of `readReportingPeriod`, or `maker`.",
    ),
)
def send(
    request: HttpRequest, report_id: Id, here: Query[Here], body: Body[SendingTold]
) -> HttpResponse:
    return _act(request, report_id, here, send_report, sending=body)


@router.post(
    "/adverse-events/{report_id}/reference",
    **writing(
        "noteAdverseEventReference",
        "Add the authority's number to an adverse event report",
        answers=AdverseEventListed,
        may=[REPORT_ADVERSE_EVENTS],
        edits=True,
    ),
)
def reference(
    request: HttpRequest, report_id: Id, here: Query[Here], body: AdverseEventReference
) -> HttpResponse:
    return _act(request, report_id, here, note_reference, reference=body.reference)


@router.post(
    "/adverse-events/{report_id}/follow-up",
    **writing(
        "followUpAdverseEvent",
        "Begin a follow-up of an adverse event report",
        answers=AdverseEventListed,
        may=[REPORT_ADVERSE_EVENTS],
        status=201,
        edits=True,
    ),
)
def follow_up(request: HttpRequest, report_id: Id, here: Query[Here]) -> HttpResponse:
    """A draft with all that was told; it names the first version."""
    actor, version = actor_of(request), version_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: follow_up_report(
            actor=actor,
            branch_id=branch_id,
            report_id=AdverseEventId(report_id),
            version=version,
        ),
        lambda made: report_answer(actor, branch_id, made),
    )


@router.post(
    "/adverse-events/{report_id}/withdraw",
    **writing(
        "withdrawAdverseEvent",
        "Withdraw an adverse event report",
        answers=AdverseEventListed,
        may=[REPORT_ADVERSE_EVENTS],
        edits=True,
    ),
)
def withdraw(
    request: HttpRequest, report_id: Id, here: Query[Here], body: AdverseEventWithdrawal
) -> HttpResponse:
    return _act(request, report_id, here, withdraw_report, reason_code=body.reason_code)


def _act(
    request: HttpRequest, report_id: UUID, here: Here, command: Callable[..., int], **given: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        command,
        lambda actor, branch_id: report_answer(actor, branch_id, report_id),
        report_id=AdverseEventId(report_id),
        **given,
    )
