"""Prescriptions: listed, opened, taken in, corrected; their steps; reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.permissions import Permission
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.commands import hand_over, pause, prepare, review
from theriac.domains.prescriptions.commands.lines import correct_line
from theriac.domains.prescriptions.commands.open import OpenedPrescription, open_prescription
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.permissions import (
    HAND_OVER_PRESCRIPTIONS,
    OPEN_PRESCRIPTIONS,
    PREPARE_PRESCRIPTIONS,
    RECEIVE_PRESCRIPTIONS,
    REVIEW_PRESCRIPTIONS,
    VERIFY_PRESCRIPTIONS,
    VIEW_PRESCRIPTIONS,
)
from theriac.domains.prescriptions.problems import PrescriptionUnknown
from theriac.domains.prescriptions.queries.board import PRESCRIPTIONS, list_prescriptions
from theriac.domains.prescriptions.queries.reasons import count_reasons
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import dispense_status, request_status
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.patients.prescriptions import (
    DispenseTold,
    LineCorrected,
    LineOutcomeTold,
    PrescriptionApproval,
    PrescriptionLineTold,
    PrescriptionListed,
    PrescriptionNew,
    PrescriptionOpened,
    PrescriptionPage,
    PrescriptionReason,
    PrescriptionReasonCount,
    PrescriptionReasonCounts,
    PrescriptionStepTold,
    PrescriptionsWanted,
    PrescriptionWhy,
    ReasonsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["prescriptions"])
_ONE = "/prescriptions/{prescription_id}"


def edits(name: str, summary: str, right: Permission) -> dict[str, Any]:
    """What an act on a prescription declares."""
    return writing(name, summary, answers=PrescriptionListed, may=[right], edits=True)


@router.get(
    "/prescriptions",
    **operation(
        "listPrescriptions",
        "List prescriptions",
        answers=PrescriptionPage,
        may=[VIEW_PRESCRIPTIONS],
    ),
)
def prescriptions(request: HttpRequest, wanted: Query[PrescriptionsWanted]) -> HttpResponse:
    """A page of the branch's prescriptions without what they say, who came first at the top."""
    actor = actor_of(request)
    rows = list_prescriptions(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(PRESCRIPTIONS, rows, wanted)
    items = [listed(row) for row in page.items]
    return respond(request, PrescriptionPage(items=items, **edges(page)))


@router.post(
    "/prescriptions",
    **writing(
        "receivePrescription",
        "Take a prescription in",
        answers=PrescriptionListed,
        may=[RECEIVE_PRESCRIPTIONS],
        status=201,
        detail=(
            "The same one again, one that is too old, and an expired licence that the country only "
            "warns of are refused as `asks_first` until sent again with the codes in `confirmed`."
        ),
    ),
)
def receive(request: HttpRequest, here: Query[Here], body: PrescriptionNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: receive_prescription(
            actor=actor, branch_id=branch_id, facts=body.prescription, confirmed=body.confirmed
        ),
        lambda made: answer(actor, branch_id, made),
    )


@router.get(
    "/prescriptions/reasons",
    **operation(
        "countPrescriptionReasons",
        "Count coded reasons",
        answers=PrescriptionReasonCounts,
        may=[VIEW_PRESCRIPTIONS],
    ),
)
def reasons(request: HttpRequest, wanted: Query[ReasonsWanted]) -> HttpResponse:
    """How often which reason was given: refused, not dispensed, substituted."""
    actor = actor_of(request)
    counts = count_reasons(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        since=wanted.since,
        until=wanted.until,
    )
    items = [told(PrescriptionReasonCount, one) for one in counts]
    return respond(request, PrescriptionReasonCounts(items=items))


@router.get(
    _ONE,
    **operation(
        "openPrescription",
        "Read a prescription",
        answers=PrescriptionOpened,
        may=[OPEN_PRESCRIPTIONS],
        detail="Each reading is recorded with the patient, with `why`.",
    ),
)
def read(request: HttpRequest, prescription_id: Id, wanted: Query[PrescriptionWhy]) -> HttpResponse:
    """Everything that it says; its ETag is the version that a change names."""
    actor = actor_of(request)
    opened = open_prescription(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        prescription_id=PrescriptionId(prescription_id),
        why=wanted.why,
    )
    return respond(request, _opened(opened))


@router.post(
    f"{_ONE}/review", **edits("reviewPrescription", "Start the review", REVIEW_PRESCRIPTIONS)
)
def start_review(request: HttpRequest, prescription_id: Id, here: Query[Here]) -> HttpResponse:
    """The first time, after a query, again, or for a repeat."""
    return act(request, prescription_id, here, review.start_review)


@router.post(
    f"{_ONE}/approve",
    **edits("approvePrescription", "Approve a prescription", REVIEW_PRESCRIPTIONS),
)
def approve(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionApproval
) -> HttpResponse:
    """Each alert of the top tier is asked first, and stands on the record with its answer."""
    run = review.approve_prescription
    return act(request, prescription_id, here, run, confirmed=body.confirmed)


@router.post(
    f"{_ONE}/query", **edits("queryPrescription", "Ask the prescriber", REVIEW_PRESCRIPTIONS)
)
def query(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionReason
) -> HttpResponse:
    """It waits for the answer then."""
    return act(request, prescription_id, here, review.query_prescription, **dict(body))


@router.post(
    f"{_ONE}/refuse", **edits("refusePrescription", "Refuse a prescription", REVIEW_PRESCRIPTIONS)
)
def refuse(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionReason
) -> HttpResponse:
    """Nothing of it is dispensed."""
    return act(request, prescription_id, here, review.refuse_prescription, **dict(body))


@router.post(
    f"{_ONE}/prepare", **edits("preparePrescription", "Start preparing", PREPARE_PRESCRIPTIONS)
)
def start_preparation(request: HttpRequest, prescription_id: Id, here: Query[Here]) -> HttpResponse:
    """Or prepare again: a verification before counts no more."""
    return act(request, prescription_id, here, prepare.start_preparation)


@router.post(
    f"{_ONE}/verify",
    **edits("verifyPrescription", "Verify what was prepared", VERIFY_PRESCRIPTIONS),
)
def verify(request: HttpRequest, prescription_id: Id, here: Query[Here]) -> HttpResponse:
    """High-risk goods by somebody else than who prepared them."""
    return act(request, prescription_id, here, prepare.verify_prescription)


@router.post(
    f"{_ONE}/ready", **edits("layOutPrescription", "Make ready to collect", PREPARE_PRESCRIPTIONS)
)
def ready(request: HttpRequest, prescription_id: Id, here: Query[Here]) -> HttpResponse:
    """What was verified may be dispensed."""
    return act(request, prescription_id, here, prepare.lay_out)


@router.post(
    f"{_ONE}/hand-over",
    **edits("handOverPrescription", "Hand a prescription over", HAND_OVER_PRESCRIPTIONS),
)
def hand(request: HttpRequest, prescription_id: Id, here: Query[Here]) -> HttpResponse:
    """Each line was dispensed, or has its reason; with nothing left, it closes at once."""
    return act(request, prescription_id, here, hand_over.hand_over)


@router.post(
    f"{_ONE}/close", **edits("closePrescription", "Close a prescription", HAND_OVER_PRESCRIPTIONS)
)
def close(request: HttpRequest, prescription_id: Id, here: Query[Here]) -> HttpResponse:
    """Nothing more is dispensed of it."""
    return act(request, prescription_id, here, hand_over.close_prescription)


@router.post(
    f"{_ONE}/pause", **edits("pausePrescription", "Pause a prescription", RECEIVE_PRESCRIPTIONS)
)
def rest(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionReason
) -> HttpResponse:
    """It rests where it is."""
    return act(request, prescription_id, here, pause.pause_prescription, **dict(body))


@router.post(
    f"{_ONE}/resume", **edits("resumePrescription", "Resume a prescription", RECEIVE_PRESCRIPTIONS)
)
def resume(request: HttpRequest, prescription_id: Id, here: Query[Here]) -> HttpResponse:
    """It goes on where it was paused."""
    return act(request, prescription_id, here, pause.resume_prescription)


@router.post(
    f"{_ONE}/cancel", **edits("cancelPrescription", "Cancel a prescription", RECEIVE_PRESCRIPTIONS)
)
def cancel(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionReason
) -> HttpResponse:
    """Nothing of it was dispensed, or that was reversed."""
    return act(request, prescription_id, here, pause.cancel_prescription, **dict(body))


@router.post(
    f"{_ONE}/lines/{{line_id}}/correct",
    **edits("correctPrescriptionLine", "Correct a line", RECEIVE_PRESCRIPTIONS),
)
def correct(
    request: HttpRequest, prescription_id: Id, line_id: Id, here: Query[Here], body: LineCorrected
) -> HttpResponse:
    """Until the approval."""
    key = PrescriptionLineId(line_id)
    return act(request, prescription_id, here, correct_line, line_id=key, line=body.line)


def act(
    request: HttpRequest,
    prescription_id: UUID,
    here: Here,
    run: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    """Run a command on a prescription; answered as it stands then."""
    actor, version = actor_of(request), version_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    key = PrescriptionId(prescription_id)
    return changed(
        request,
        lambda: run(actor=actor, branch_id=branch_id, prescription_id=key, version=version, **more),
        lambda: answer(actor, branch_id, key),
    )


def answer(actor: Actor, branch_id: UUID, prescription_id: UUID) -> PrescriptionListed:
    """A prescription as it is listed. Raises PrescriptionUnknown."""
    rows = list_prescriptions(actor=actor, branch_id=branch_id)
    found = rows.filter(id=prescription_id).first()
    if found is None:
        raise PrescriptionUnknown(_("This prescription doesn’t exist at this branch."))
    return listed(found)


def listed(row: Any) -> PrescriptionListed:
    """A row as it is answered."""
    return told(PrescriptionListed, row, **_fhir(row))


def _fhir(row: Any) -> dict[str, str]:
    return {
        "request_status": request_status(row.state),
        "dispense_status": dispense_status(row.state),
    }


def _opened(opened: OpenedPrescription) -> PrescriptionOpened:
    found = opened.prescription
    return told(
        PrescriptionOpened,
        found,
        **_fhir(found),
        **dict(found.content),
        patient_id=opened.patient_id,
        lines=[_line(one) for one in opened.lines],
        steps=[told(PrescriptionStepTold, one) for one in opened.steps],
        dispenses=[told(DispenseTold, one) for one in opened.dispenses],
        outcomes=[told(LineOutcomeTold, one) for one in opened.outcomes],
    )


def _line(line: Any) -> PrescriptionLineTold:
    terms = Authorised(line.quantity, line.repeats, line.dispensed)
    return told(
        PrescriptionLineTold,
        line,
        written=line.content["written"],
        note=line.content["note"],
        directions=line.content["directions"],
        remaining=terms.remaining,
        remaining_now=terms.now,
    )
