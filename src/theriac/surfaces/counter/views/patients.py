"""Whom a basket is for: found and read through the server alone, each time on the record."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from theriac.domains.clinical.basket import Basket, CheckedMedicine
from theriac.domains.clinical.commands.check import check_for_patient
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.commands.open import open_patient, open_purchases
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.commands.search import search_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.record import PatientRecord
from theriac.domains.patients.rules.lists import (
    ALLERGENS,
    ALLERGY,
    CONDITION,
    CONDITIONS,
    OTHER,
)
from theriac.domains.patients.rules.particulars import ContactPoint, Particulars
from theriac.domains.sales.queries.purchases import last_baskets
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.feed.safety import result_out
from theriac.surfaces.counter.people import initials, short_name
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of
from theriac.surfaces.counter.wire.patients import (
    BasketLineOut,
    FoundPatientOut,
    LastBasketOut,
    LastBasketsOut,
    NewPatientIn,
    NewPatientOut,
    PatientIn,
    PatientOut,
    PatientsIn,
    PatientsOut,
)
from theriac.surfaces.counter.wire.safety import LineDoseIn, PatientCheckIn

WHY = "dispensing"
LISTS = {ALLERGY: ALLERGENS, CONDITION: CONDITIONS}


def banner_of(record: PatientRecord) -> PatientOut:
    """What holds of the record's allergies and conditions, in the reader's words."""
    told: dict[str, list[str]] = {ALLERGY: [], CONDITION: []}
    for fact in record.health or ():
        if fact.ended_at is None:
            title = LISTS[fact.kind].get(fact.code, fact.code) if fact.code != OTHER else ""
            words = [str(title), fact.text] if title else [fact.text]
            told[fact.kind].append(", ".join(word for word in words if word))
    return PatientOut(
        id=record.id,
        initials=initials(record.names),
        short_name=short_name(record.names),
        is_clinical=record.health is not None,
        allergies=told[ALLERGY],
        conditions=told[CONDITION],
    )


@endpoint("POST")
def patients(request: HttpRequest) -> HttpResponse:
    """Whom the text fits, for who may find patients at this branch."""
    device = paired_device(request)
    asked = read_body(request, PatientsIn)
    person = person_of(device, asked.token)
    branch_id = device.point.branch_id
    found = search_patients(actor=person, branch_id=branch_id, text=asked.text, why=WHY)
    return answer_with(
        PatientsOut(
            patients=[
                FoundPatientOut(
                    id=one.id,
                    names=one.names,
                    birth_date=one.birth_date.isoformat() if one.birth_date else None,
                )
                for one in found.patients
            ],
            has_more=found.has_more,
        )
    )


@endpoint("POST")
def patient(request: HttpRequest) -> HttpResponse:
    """Initials, allergies and conditions of one, for the banner over the basket."""
    device = paired_device(request)
    asked = read_body(request, PatientIn)
    person = person_of(device, asked.token)
    record = open_patient(
        actor=person,
        branch_id=device.point.branch_id,
        patient_id=PatientId(asked.patient_id),
        why=WHY,
    )
    return answer_with(banner_of(record))


@endpoint("POST")
def patient_baskets(request: HttpRequest) -> HttpResponse:
    """What they bought last, for who may see health data; each reading is recorded."""
    device = paired_device(request)
    asked = read_body(request, PatientIn)
    branch_id = device.point.branch_id
    ids = open_purchases(
        actor=person_of(device, asked.token),
        branch_id=branch_id,
        patient_id=PatientId(asked.patient_id),
        why=WHY,
    )
    found = last_baskets(ids, branch_date(branch_id))
    return answer_with(
        LastBasketsOut(
            baskets=[
                LastBasketOut(
                    sale_id=one.sale_id,
                    number=one.number,
                    sold_on=one.sold_on,
                    lines=[BasketLineOut(**asdict(line)) for line in one.lines],
                )
                for one in found
            ]
        )
    )


@endpoint("POST")
def check_for(request: HttpRequest) -> HttpResponse:
    """The safety checks of a basket with the patient's record, which is read for that alone."""
    device = paired_device(request)
    asked = read_body(request, PatientCheckIn)
    dosed = {one.product_id for one in asked.doses}
    medicines = [
        *(_medicine(one) for one in asked.product_ids if one not in dosed),
        *(_medicine(one.product_id, one) for one in asked.doses),
    ]
    result = check_for_patient(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        patient_id=PatientId(asked.patient_id),
        basket=Basket(medicines),
    )
    return answer_with(result_out(result))


def _medicine(product_id: UUID, said: LineDoseIn | None = None) -> CheckedMedicine:
    return CheckedMedicine(
        key=str(product_id),
        product_id=product_id,
        substances=[],
        times=said.times if said else 0,
        milliunits=said.milliunits if said else 0,
    )


@endpoint("POST")
def new_patient(request: HttpRequest) -> HttpResponse:
    """Register somebody who wasn't found, for who may at this branch."""
    device = paired_device(request)
    asked = read_body(request, NewPatientIn)
    patient_id = register_patient(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        particulars=Particulars(
            names=asked.names,
            contacts=[ContactPoint("phone", asked.phone)] if asked.phone else [],
            addresses=[asked.address] if asked.address else [],
        ),
        is_another=asked.is_another,
    )
    return answer_with(NewPatientOut(id=patient_id))
