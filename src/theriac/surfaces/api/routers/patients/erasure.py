"""A patient's wish to be erased: done at once, or restricted now and done on the date."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.restrict import request_erasure
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.patients.queries.erasures import get_erasure
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.persons import (
    ErasureAnswer,
    ErasureProofAnswer,
    ErasureWanted,
    HoldAnswer,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["patients"])


@router.get(
    "/patients/{patient_id}/erasure",
    **operation(
        "getErasure",
        "Read what keeps a patient, or the proof of the erasure",
        answers=ErasureAnswer,
        may=[ERASE_PATIENTS],
        detail="Nothing of the person is in it.",
    ),
)
def read(request: HttpRequest, patient_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    return respond(request, _state(actor, branch_of(actor, here.branch_id), PatientId(patient_id)))


@router.post(
    "/patients/{patient_id}/erasure",
    **writing(
        "requestErasure",
        "Erase a patient, now or once the law allows it",
        answers=ErasureAnswer,
        may=[ERASE_PATIENTS],
        detail=(
            "Where no law keeps records of the patient, the key is destroyed at once and the proof "
            "stands in the answer. Otherwise the record is restricted now and erased by itself on "
            "`erase_on`; `holds` say which records, until when, by which law."
        ),
    ),
)
def erase(
    request: HttpRequest, here: Query[Here], patient_id: Id, body: ErasureWanted
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    one = PatientId(patient_id)
    return changed(
        request,
        lambda: request_erasure(
            actor=actor, branch_id=branch_id, patient_id=one, keep_until=body.keep_until
        ),
        lambda: _state(actor, branch_id, one),
    )


def _state(actor: Actor, branch_id: BranchId, patient_id: PatientId) -> ErasureAnswer:
    found = get_erasure(actor=actor, branch_id=branch_id, patient_id=patient_id)
    return told(
        ErasureAnswer,
        found,
        holds=[
            told(HoldAnswer, hold, title=str(hold.title), source=str(hold.source))
            for hold in found.holds
        ],
        proofs=[told(ErasureProofAnswer, proof) for proof in found.proofs],
    )
