"""Patients' records: found by what is known of them, read on the record, registered, changed."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.patients.commands.change import change_patient
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.commands.search import search_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import ERASE_PATIENTS, MANAGE_PATIENTS, VIEW_PATIENTS
from theriac.domains.patients.queries.groups import version_of as kept_version
from theriac.domains.patients.record import Identity, PatientRecord
from theriac.domains.patients.rules.particulars import (
    ContactPoint,
    Emergency,
    Insurance,
    Particulars,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.patients.records import (
    ConsentAnswer,
    ContactAnswer,
    EmergencyAnswer,
    ExportWhy,
    FoundPatient,
    FoundPatients,
    HealthFactAnswer,
    IdentityAnswer,
    InsuranceAnswer,
    NumberAnswer,
    Patient,
    PatientExport,
    PatientKept,
    PatientNew,
    PatientSearch,
    PatientWritten,
    ReadWhy,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["patients"])


@router.post(
    "/patients/search",
    **asking(
        "searchPatients",
        "Find patients",
        answers=FoundPatients,
        may=[VIEW_PATIENTS],
        detail="What is sought stands in the body, where no log has it; who was shown is recorded.",
    ),
)
def search(request: HttpRequest, here: Query[Here], body: PatientSearch) -> HttpResponse:
    actor = actor_of(request)
    found = search_patients(
        actor=actor, branch_id=branch_of(actor, here.branch_id), text=body.text, why=body.why
    )
    items = [told(FoundPatient, one) for one in found.patients]
    return respond(request, FoundPatients(items=items, has_more=found.has_more))


@router.post(
    "/patients",
    **writing(
        "registerPatient",
        "Register a patient",
        answers=PatientKept,
        may=[MANAGE_PATIENTS],
        status=201,
        detail="`patients.looks_known` names records of people alike; `is_another` overrules it.",
    ),
)
def register(request: HttpRequest, here: Query[Here], body: PatientNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: register_patient(
            actor=actor,
            branch_id=branch_id,
            particulars=_particulars(body),
            is_another=body.is_another,
            id_may_differ=body.id_may_differ,
        ),
        _kept,
    )


@router.get(
    "/patients/{patient_id}",
    **operation(
        "getPatient",
        "Read a patient's record",
        answers=Patient,
        may=[VIEW_PATIENTS],
        detail="Each reading is recorded, with `why`. Sections without their right are null.",
    ),
)
def read(request: HttpRequest, patient_id: Id, wanted: Query[ReadWhy]) -> HttpResponse:
    """The record; its ETag is the version that a change names."""
    actor = actor_of(request)
    record = open_patient(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        patient_id=PatientId(patient_id),
        why=wanted.why,
    )
    return respond(request, _answer(record))


@router.put(
    "/patients/{patient_id}",
    **writing(
        "changePatient",
        "Change a patient's particulars",
        answers=PatientKept,
        may=[MANAGE_PATIENTS],
        edits=True,
        detail="The particulars whole; the trail names the fields that changed, not their values.",
    ),
)
def change(
    request: HttpRequest, here: Query[Here], patient_id: Id, body: PatientWritten
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    version = version_of(request)

    return changed(
        request,
        lambda: change_patient(
            actor=actor,
            branch_id=branch_id,
            patient_id=PatientId(patient_id),
            version=version,
            particulars=_particulars(body),
            id_may_differ=body.id_may_differ,
        ),
        lambda: _kept(patient_id),
    )


@router.post(
    "/patients/{patient_id}/export",
    **asking(
        "exportPatient",
        "Give out what is kept about a patient",
        answers=PatientExport,
        may=[ERASE_PATIENTS],
        detail="For the patient's own request; that it was given out is recorded.",
    ),
)
def export(
    request: HttpRequest, here: Query[Here], patient_id: Id, body: ExportWhy
) -> HttpResponse:
    actor = actor_of(request)
    content = export_patient(
        actor=actor,
        branch_id=branch_of(actor, here.branch_id),
        patient_id=PatientId(patient_id),
        why=body.why,
    )
    return respond(request, PatientExport(content=json.dumps(content, ensure_ascii=False)))


def _kept(patient_id: UUID) -> PatientKept:
    return PatientKept(id=patient_id, version=kept_version(patient_id))


def _particulars(body: PatientWritten) -> Particulars:
    return Particulars(
        names=body.names,
        birth_date=body.birth_date,
        sex=body.sex,
        language=body.language,
        contacts=[ContactPoint(**one.model_dump()) for one in body.contacts],
        addresses=body.addresses,
        national_ids={one.kind: one.number for one in body.national_ids},
        emergency=[Emergency(**one.model_dump()) for one in body.emergency],
        insurance=[Insurance(**one.model_dump()) for one in body.insurance],
    )


def _answer(record: PatientRecord) -> Patient:
    identity = record.identity
    return told(
        Patient,
        record,
        consents=[told(ConsentAnswer, one) for one in record.consents],
        identity=_identity(identity) if identity else None,
        health=None
        if record.health is None
        else [told(HealthFactAnswer, one) for one in record.health],
    )


def _identity(identity: Identity) -> IdentityAnswer:
    return IdentityAnswer(
        contacts=[ContactAnswer(**one) for one in identity.contacts],
        addresses=list(identity.addresses),
        national_ids=[
            NumberAnswer(kind=kind, masked=masked) for kind, masked in identity.masked_ids.items()
        ],
        emergency=[EmergencyAnswer(**one) for one in identity.emergency],
        insurance=[InsuranceAnswer(**one) for one in identity.insurance],
    )
