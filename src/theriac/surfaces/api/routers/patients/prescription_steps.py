"""The steps of a prescription: reviewed, prepared, verified, handed over, paused, cancelled."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.counselling.permissions import GIVE_COUNSELLING
from theriac.domains.prescriptions.commands import hand_over, pause, prepare, review
from theriac.domains.prescriptions.commands.counsel import counsel_on_prescription
from theriac.domains.prescriptions.commands.lines import correct_line
from theriac.domains.prescriptions.ids import PrescriptionLineId
from theriac.domains.prescriptions.permissions import (
    HAND_OVER_PRESCRIPTIONS,
    PREPARE_PRESCRIPTIONS,
    RECEIVE_PRESCRIPTIONS,
    REVIEW_PRESCRIPTIONS,
    VERIFY_PRESCRIPTIONS,
)
from theriac.surfaces.api.routers.patients.prescriptions import act, edits
from theriac.surfaces.api.schemas.clinical.answers import answers_given
from theriac.surfaces.api.schemas.patients.prescriptions import (
    LineCorrected,
    PrescriptionApproval,
    PrescriptionCounselling,
    PrescriptionHandOver,
    PrescriptionQuery,
    PrescriptionReason,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["prescriptions"])
_ONE = "/prescriptions/{prescription_id}"


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
    """The safety checks run anew.

    An alert of tier 1 over a line answers `clinical.alert_unanswered` with the `alerts`: it is
    sent again with an answer to each in `alert_answers`. Who may not override it needs an
    approval, as `POST /sales` says.
    """
    answers = answers_given(body.alert_answers)
    return act(request, prescription_id, here, review.approve_prescription, answers=answers)


@router.post(
    f"{_ONE}/query", **edits("queryPrescription", "Ask the prescriber", REVIEW_PRESCRIPTIONS)
)
def query(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionQuery
) -> HttpResponse:
    """It waits for the answer then; with `intervention` the call is recorded too, by who may."""
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
def hand(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionHandOver
) -> HttpResponse:
    """Each line was dispensed, or has its reason; with nothing left, it closes at once.

    Without a counselling of this round, recorded before or sent along, or the reason why it was
    refused, it answers `counselling.missing`. Who sends one may counsel.
    """
    given = body.counselling
    return act(request, prescription_id, here, hand_over.hand_over, counselling=given)


@router.post(
    f"{_ONE}/counselling",
    **edits("counselPrescription", "Record counselling on a prescription", GIVE_COUNSELLING),
)
def counsel(
    request: HttpRequest, prescription_id: Id, here: Query[Here], body: PrescriptionCounselling
) -> HttpResponse:
    """What the patient was told for the hand-over of this round, or refused; once a round."""
    given = body.counselling
    return act(request, prescription_id, here, counsel_on_prescription, given=given)


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
