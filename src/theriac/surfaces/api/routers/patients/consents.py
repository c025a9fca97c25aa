"""Consents: recorded, withdrawn by STOP, and asked before anybody is written to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.facts.types import Id
from theriac.domains.patients.commands.consents import ConsentNew, record_consent, stop_contact
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_PATIENTS
from theriac.domains.patients.queries.consents import may_be_contacted, words_of
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.records import (
    ConsentAnswer,
    Consents,
    MayContact,
    MayContactWanted,
    Stop,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["patients"])


@router.post(
    "/patients/{patient_id}/consents",
    **writing(
        "recordConsent",
        "Record a patient's yes or no",
        answers=Consents,
        may=[MANAGE_PATIENTS],
        detail="The last word on a purpose and channel counts.",
    ),
)
def consent(
    request: HttpRequest, here: Query[Here], patient_id: Id, body: Body[ConsentNew]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: record_consent(
            actor=actor, branch_id=branch_id, patient_id=PatientId(patient_id), word=body
        ),
        lambda: _words(patient_id),
    )


@router.post(
    "/patients/{patient_id}/stop",
    **writing(
        "stopContact",
        "Take a patient's STOP",
        answers=Consents,
        may=[MANAGE_PATIENTS],
        detail="Withdraws every purpose on the channel, or on all of them.",
    ),
)
def stop(request: HttpRequest, here: Query[Here], patient_id: Id, body: Stop) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: stop_contact(
            actor=actor,
            branch_id=branch_id,
            patient_id=PatientId(patient_id),
            channel=body.channel,
            how=body.how,
        ),
        lambda: _words(patient_id),
    )


@router.get(
    "/patients/{patient_id}/may-contact",
    **operation(
        "mayContact",
        "Ask whether a patient may be contacted",
        answers=MayContact,
        may=[VIEW_PATIENTS],
        detail="To be asked before every message; erased and restricted patients may not be.",
    ),
)
def may_contact(
    request: HttpRequest, patient_id: Id, wanted: Query[MayContactWanted]
) -> HttpResponse:
    """Whether the last word allows it."""
    actor = actor_of(request)
    allowed = may_be_contacted(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        patient_id=patient_id,
        purpose=wanted.purpose,
        channel=wanted.channel,
    )
    return respond(request, MayContact(may_contact=allowed))


def _words(patient_id: Any) -> Consents:
    return Consents(items=[told(ConsentAnswer, one) for one in words_of(patient_id)])
