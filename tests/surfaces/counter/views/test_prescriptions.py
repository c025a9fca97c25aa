"""Ready prescriptions at a counter: listed by rights, taken, checked, and sold with a push."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from tests.domains.sales.dispensing.made import sold_on
from tests.support.controlled import add_controlled, second_person
from tests.support.dispensing import prescribed
from tests.support.patients import register
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    at_shop,
    dispense_one,
    line_of,
)
from tests.support.shop import Shop, add_staff, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import parcel, taken, token_of, wire_of
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.sealing.sealed import place_of, seal
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.organisation.queries.sealing_keys import newest_key
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.ids import PatientId
from theriac.domains.prescriptions.commands.pause import pause_prescription
from theriac.domains.prescriptions.models import Dispense, Prescription
from theriac.domains.sales.controlled.counter import content_at_counter
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.sale import PushedSale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-01", "RX-03")]


def listed(device: Device, token: str) -> list[dict[str, Any]]:
    answer = device.post("prescriptions", {"token": token})
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["prescriptions"]
    return found


def test_a_technician_sees_what_waits_for_whom_and_what_is_left(device: Device, shop: Shop) -> None:
    medicine, made = prescribed(shop, repeats=1)
    dispense_one(shop, made, 4)

    [one] = listed(device, token_of(device, "technician", shop))

    assert (one["code"], one["patient"]) == (Prescription.objects.get().code, "Siti N.")
    assert one["lines"] == [{"product_id": str(medicine.id), "left": 6, "quantity": 10}]
    assert (one["state"], one["is_begun"]) == ("ready", True)
    record = AuditRecord.objects.get(command="patients.name_patients")
    assert record.facts["patients"] == [str(Prescription.objects.get().patient_id)]


def test_a_cashier_sees_neither_medicines_nor_the_papers_number(device: Device, shop: Shop) -> None:
    prescribed(shop)
    [one] = listed(device, token_of(device, "cashier", shop))
    assert (one["number"], one["patient"]) == (None, "Siti N.")
    assert one["lines"] == [{"product_id": None, "left": 10, "quantity": 10}]


def test_who_may_not_see_the_board_and_who_isnt_known_see_nothing(
    device: Device, shop: Shop
) -> None:
    _medicine, made = prescribed(shop)
    cashier = token_of(device, "cashier", shop)
    for token, status in (("forged", 401), ("", 401)):
        assert device.post("prescriptions", {"token": token}).status_code == status
        assert taken(device, token, made).status_code == status
    assert taken(device, cashier, new_id()).status_code == 404


def test_what_is_dispensed_isnt_ready_or_is_over_isnt_listed_or_taken(
    device: Device, shop: Shop
) -> None:
    token = token_of(device, "pharmacist", shop)
    _medicine, made = prescribed(shop, repeats=1)
    dispense_one(shop, made, 10)
    assert listed(device, token) == []
    answer = taken(device, token, made)
    assert (answer.status_code, answer.json()["type"]) == (409, "prescriptions.jump")
    _other, paused = prescribed(shop, name="Cefixime 100 mg capsule")
    pause_prescription(**at_shop(shop, paused), reason_code="patient")
    assert listed(device, token) == []
    assert taken(device, token, paused).status_code == 409


def test_taking_one_brings_what_the_basket_needs_and_is_on_the_record(
    device: Device, shop: Shop
) -> None:
    medicine, made = prescribed(shop)
    found = Prescription.objects.get()
    record_health(
        actor=shop.owner,
        branch_id=shop.branch_id,
        patient_id=PatientId(found.patient_id),
        fact=NewHealthFact("condition", "J45"),
    )

    told = taken(device, token_of(device, "pharmacist", shop), made).json()

    assert told["lines"] == [
        {
            "id": str(line_of(made).id),
            "product_ids": [str(medicine.id)],
            "left": 10,
            "min_days": 7,
            "dose": {"times": 3, "milliunits": 1000},
            "held": None,
        }
    ]
    assert (told["number"], told["written_on"]) == (found.code, shop.today.isoformat())
    assert told["permitted_by"] == str(found.approved_by)
    assert told["patient"]["conditions"] == ["Asthma"]
    record = AuditRecord.objects.get(command="prescriptions.take_to_counter")
    assert record.facts["prescription"] == found.id.hex


@pytest.mark.rows("RX-20")
def test_a_cashier_takes_it_without_reading_health(device: Device, shop: Shop) -> None:
    _medicine, made = prescribed(shop)
    told = taken(device, token_of(device, "cashier", shop), made).json()
    assert (told["patient"]["short_name"], told["patient"]["is_clinical"]) == ("Siti N.", False)


def asked(shop: Shop, sale: PushedSale, patient_id: UUID | None, **more: Any) -> dict[str, Any]:
    """The question before payment, with the patient sealed for the basket."""
    wire = wire_of(sale)
    names = ("product_id", "pack_id", "packs", "quantity", "price_amount", "price_units")
    extra = ("ground_id", "allocations", "prescription_line_id", "min_days")
    sealed = ""
    if patient_id:
        sealed = sealed_patient(shop, sale.id, patient_id)
    return {
        "person_id": str(shop.owner.id),
        "lines": [
            {"line_id": line["id"], **{name: line[name] for name in (*names, *extra)}}
            for line in wire["lines"]
        ],
        "grounds": wire["grounds"],
        "patient_named": bool(patient_id),
        "sale_id": str(sale.id),
        "patient": sealed,
        **more,
    }


def sealed_patient(shop: Shop, sale_id: UUID, patient_id: UUID) -> str:
    key = newest_key(shop.branch_id)
    assert key is not None
    ids = [shop.branch_id, sale_id]
    content = json.dumps({"patient_id": str(patient_id)}).encode()
    return seal(content, key.public_key, place_of("patient", ids))


def refusals(device: Device, question: dict[str, Any]) -> list[str]:
    answer = device.post("check", question)
    assert answer.status_code == 200, answer.content
    return [one["type"] for one in answer.json()["refusals"]]


def test_the_check_before_payment_lets_it_go(device: Device, shop: Shop) -> None:
    medicine, made = prescribed(shop)
    patient = Prescription.objects.get().patient_id
    sale = sold_on(shop, medicine, made, 10)
    assert refusals(device, asked(shop, sale, patient)) == []
    assert not Dispense.objects.exists()


def test_the_check_refuses_before_the_money(device: Device, shop: Shop) -> None:
    medicine, made = prescribed(shop, repeats=1)
    patient = Prescription.objects.get().patient_id
    sale = sold_on(shop, medicine, made, 10)
    stranger = register(shop, "Budi Santoso")
    assert refusals(device, asked(shop, sale, stranger)) == ["unprocessable"]
    assert refusals(device, asked(shop, sale, None)) == ["unprocessable"]
    more = sold_on(shop, medicine, made, 20)
    assert refusals(device, asked(shop, more, patient)) == ["prescriptions.dispense_refused"]
    forged = sold_on(shop, medicine, made, 10, line={"prescription_line_id": new_id()})
    assert refusals(device, asked(shop, forged, patient)) == ["not_found"]
    question = asked(shop, sale, patient)
    restocker = add_staff("restocker", shop.branch_id)
    assert refusals(device, {**question, "person_id": str(restocker.id)}) == ["not_permitted"]
    dispense_one(shop, made, 10)
    assert refusals(device, question) == ["prescriptions.dispense_refused"]
    pause_prescription(**at_shop(shop, made), reason_code="patient")
    assert refusals(device, question) == ["prescriptions.jump"]


def test_a_push_books_and_dispenses_or_says_in_a_case_why_not(device: Device, shop: Shop) -> None:
    medicine, made = prescribed(shop)
    first, second = (sold_on(shop, medicine, made, 10, number) for number in (1, 2))
    results = device.post("push", parcel(wire_of(first), wire_of(second))).json()["results"]
    assert [(one["state"], one["cases"]) for one in results] == [
        ("acknowledged", 0),
        ("acknowledged", 1),
    ]
    assert Dispense.objects.get().sale_id == first.id
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.sale_id) == ("dispense", second.id)


@pytest.mark.rows("CTL-02", "CTL-03")
def test_a_controlled_line_goes_once_the_server_knows_the_signature_of_this_basket(
    device: Device, shop: Shop
) -> None:
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 50)
    homeless = register(shop, "Budi Santoso")
    at_home = register(shop, "Siti Nurhaliza", addresses=["Jl. Merdeka 1, Jakarta"])
    lines, second = [a_line(medicine, 10)], second_person()
    other = a_prescription(shop, "ready", lines, second=second, patient_id=homeless)
    made = a_prescription(shop, "ready", lines, second=second, patient_id=at_home)
    lacking = sold_on(shop, medicine, other, 1)
    assert refusals(device, asked(shop, lacking, homeless)) == ["sales.fact_lacks"]

    sale = sold_on(shop, medicine, made, 10)
    question = asked(shop, sale, at_home)
    assert refusals(device, question) == ["sales.hand_over_unsigned"]
    set_pin(actor=second, pin="508214")
    handed = [(medicine.id, 10, line_of(made).id)]
    body = {
        "id": str(new_id()),
        "person_id": str(shop.owner.id),
        "approver_id": str(second.id),
        "pin": "508214",
        "reason": "checked together",
        "content": content_at_counter(sale.id, handed),
    }
    assert device.post("approve", body).status_code == 200
    assert refusals(device, {**question, "hand_over_id": body["id"]}) == []
    less = sold_on(shop, medicine, made, 9)
    another = {**asked(shop, less, at_home), "hand_over_id": body["id"]}
    assert refusals(device, another) == ["approval.unfit"]
    wire = wire_of(sale)
    wire["hand_over"] = {
        "id": body["id"],
        "approved_by": body["approver_id"],
        "approved_at": wire["occurred_at"],
        "reason": body["reason"],
        "sealed": "",
    }
    [result] = device.post("push", parcel(wire)).json()["results"]
    assert (result["state"], result["cases"]) == ("acknowledged", 0)
    assert Dispense.objects.get().sale_id == sale.id
