"""The register of data subjects' requests: entered, gone through step by step, answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.audit.queries import list_records
from theriac.core.facts.types import Id
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.commands.answer import (
    answer_request,
    close_request,
    link_deed,
)
from theriac.domains.subject_requests.commands.enter import enter_request
from theriac.domains.subject_requests.commands.open import open_request
from theriac.domains.subject_requests.commands.steps import (
    confirm_identity,
    prolong_request,
    take_request,
)
from theriac.domains.subject_requests.permissions import VIEW_SUBJECT_REQUESTS
from theriac.domains.subject_requests.queries import (
    REGISTER,
    STATES,
    get_subject_request,
    kept_request,
    list_subject_requests,
)
from theriac.domains.subject_requests.rules import (
    SubjectAnswer,
    SubjectConfirmed,
    SubjectRequestNew,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.subject_requests.register import (
    SubjectRequest,
    SubjectRequestAct,
    SubjectRequestClosed,
    SubjectRequestDeed,
    SubjectRequestListed,
    SubjectRequestPage,
    SubjectRequestProlonged,
    SubjectRequestsWanted,
    SubjectRequestTexts,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["subject requests"])
_STATE_WORDS = {value: word for word, value in STATES.items()}
_ONE = "/subject-requests/{subject_request_id}"


@router.get(
    "/subject-requests",
    **operation(
        "listSubjectRequests",
        "List the register of people's requests about their data",
        answers=SubjectRequestPage,
        may=[VIEW_SUBJECT_REQUESTS],
        detail="The open ones first, by deadline. Nothing that people wrote is in it.",
    ),
)
def register(request: HttpRequest, wanted: Query[SubjectRequestsWanted]) -> HttpResponse:
    page = page_of(REGISTER, list_subject_requests(actor=actor_of(request)), wanted)
    items = [_told(SubjectRequestListed, row) for row in page.items]
    return respond(request, SubjectRequestPage(items=items, **edges(page)))


@router.post(
    "/subject-requests",
    **writing(
        "enterSubjectRequest",
        "Enter a request as it arrived",
        answers=SubjectRequest,
        may=[ERASE_PATIENTS],
        status=201,
        detail="The deadline follows from the law of the branch's country on that day.",
    ),
)
def enter(request: HttpRequest, here: Query[Here], body: Body[SubjectRequestNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: enter_request(actor=actor, branch_id=branch_id, request=body),
        lambda request_id: _kept(actor, request_id),
    )


@router.get(
    _ONE,
    **operation(
        "getSubjectRequest",
        "Read a request's facts and the acts behind its answer",
        answers=SubjectRequest,
        may=[VIEW_SUBJECT_REQUESTS],
    ),
)
def read(request: HttpRequest, subject_request_id: Id) -> HttpResponse:
    actor = actor_of(request)
    found = get_subject_request(actor=actor, subject_request_id=subject_request_id)
    return respond(request, _whole(actor, found))


@router.get(
    f"{_ONE}/texts",
    **operation(
        "getSubjectRequestTexts",
        "Read what was written by and to the person",
        answers=SubjectRequestTexts,
        may=[ERASE_PATIENTS],
        detail="Each reading is recorded.",
    ),
)
def texts(request: HttpRequest, here: Query[Here], subject_request_id: Id) -> HttpResponse:
    actor = actor_of(request)
    found = open_request(
        actor=actor,
        branch_id=branch_of(actor, here.branch_id),
        subject_request_id=subject_request_id,
    )
    if found is None:
        return respond(request, SubjectRequestTexts(is_gone=True))
    return respond(request, SubjectRequestTexts(is_gone=False, **asdict(found)))


@router.post(
    f"{_ONE}/take",
    **writing(
        "takeSubjectRequest",
        "See to a request from now on",
        answers=SubjectRequest,
        may=[ERASE_PATIENTS],
    ),
)
def take(request: HttpRequest, here: Query[Here], subject_request_id: Id) -> HttpResponse:
    return _step(request, here, subject_request_id, take_request)


@router.post(
    f"{_ONE}/identity",
    **writing(
        "confirmSubject",
        "Confirm who asks",
        answers=SubjectRequest,
        may=[ERASE_PATIENTS],
        detail="With whose record it is, where that wasn't known.",
    ),
)
def confirm(
    request: HttpRequest,
    here: Query[Here],
    subject_request_id: Id,
    body: Body[SubjectConfirmed],
) -> HttpResponse:
    return _step(request, here, subject_request_id, confirm_identity, confirmed=body)


@router.post(
    f"{_ONE}/prolonging",
    **writing(
        "prolongSubjectRequest",
        "Prolong a request's period, once, where the law allows it",
        answers=SubjectRequest,
        may=[ERASE_PATIENTS],
    ),
)
def prolong(
    request: HttpRequest,
    here: Query[Here],
    subject_request_id: Id,
    body: SubjectRequestProlonged,
) -> HttpResponse:
    said = {"notice_on": body.notice_on, "why": body.why}
    return _step(request, here, subject_request_id, prolong_request, **said)


@router.post(
    f"{_ONE}/deeds",
    **writing(
        "linkSubjectDeed",
        "Name the act behind an answer",
        answers=SubjectRequest,
        may=[ERASE_PATIENTS],
        detail="By the audit record that it left on the person's record since the request.",
    ),
)
def link(
    request: HttpRequest, here: Query[Here], subject_request_id: Id, body: SubjectRequestAct
) -> HttpResponse:
    said = {"audit_record_id": body.audit_record_id}
    return _step(request, here, subject_request_id, link_deed, **said)


@router.post(
    f"{_ONE}/answer",
    **writing(
        "answerSubjectRequest",
        "Keep the answer",
        answers=SubjectRequest,
        may=[ERASE_PATIENTS],
        detail="Granted, in part or refused; a refusal names the provision that it rests on.",
    ),
)
def answer(
    request: HttpRequest,
    here: Query[Here],
    subject_request_id: Id,
    body: Body[SubjectAnswer],
) -> HttpResponse:
    return _step(request, here, subject_request_id, answer_request, answer=body)


@router.post(
    f"{_ONE}/close",
    **writing(
        "closeSubjectRequest",
        "Close a request",
        answers=SubjectRequest,
        may=[ERASE_PATIENTS],
    ),
)
def close(
    request: HttpRequest, here: Query[Here], subject_request_id: Id, body: SubjectRequestClosed
) -> HttpResponse:
    return _step(request, here, subject_request_id, close_request, why=body.why)


def _step(
    request: HttpRequest,
    here: Here,
    subject_request_id: UUID,
    step: Callable[..., None],
    **said: Any,
) -> HttpResponse:
    """One step of a request, and its facts then."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    named = {"branch_id": branch_id, "subject_request_id": subject_request_id}
    return changed(
        request,
        lambda: step(actor=actor, **named, **said),
        lambda: _kept(actor, subject_request_id),
    )


def _kept(actor: Actor, subject_request_id: UUID) -> Any:
    """The request after a step, for who was let do it."""
    return _whole(actor, kept_request(subject_request_id))


def _whole(actor: Actor, found: Any) -> Any:
    linked = list(found.deeds.all())
    seen: set[UUID] = set()
    if linked and actor.may_anywhere(VIEW_TRAIL):
        records = list_records(actor=actor).filter(id__in=[one.record_id for one in linked])
        seen = set(records.values_list("id", flat=True))
    deeds = [
        told(SubjectRequestDeed, one, record_id=one.record_id if one.record_id in seen else None)
        for one in linked
    ]
    return _told(SubjectRequest, found, deeds=deeds)


def _told(form: type[Any], row: Any, **more: Any) -> Any:
    return told(
        form,
        row,
        state=_STATE_WORDS[row.state],
        is_overdue=_STATE_WORDS[row.state] == "open" and row.due_at < clock.now(),
        outcome=row.outcome or None,
        closed_why=row.closed_why or None,
        **more,
    )
