"""Patients at a counter: only to somebody whom the server knew there, each reading on record."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.core import signing
from django.test import Client

from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.second_steps import with_app
from tests.support.shop import PASSWORD, Shop, add_medicine, add_staff, stock_up
from tests.support.signers import Signer
from tests.surfaces.counter.views.conftest import Device, pair, post
from theriac.core.audit.models import AuditRecord
from theriac.domains.organisation.commands.terminals import issue_pairing_code
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Patient
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.surfaces.counter.terminals import SIGNATURE
from theriac.surfaces.counter.tokens import SALT


@pytest.fixture
def patient(shop: Shop) -> PatientId:
    patient_id = register(shop, "Siti Nurhaliza")
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": patient_id}
    for fact in (NewHealthFact("allergy", "penicillins"), NewHealthFact("condition", "J45")):
        record_health(**named, fact=fact)  # type: ignore[arg-type]
    return patient_id


def token_of(device: Device, role: str, shop: Shop) -> str:
    add_staff(role, shop.branch_id)
    answer = device.post("sign-in", {"username": role, "password": PASSWORD})
    token: str = answer.json()["token"]
    return token


def test_a_technician_finds_and_opens_one_and_it_is_on_the_record(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    token = token_of(device, "technician", shop)

    found = device.post("patients", {"token": token, "text": "siti"}).json()
    assert [one["id"] for one in found["patients"]] == [str(patient)]
    told = device.post("patient", {"token": token, "patient_id": str(patient)}).json()

    assert told == {
        "id": str(patient),
        "initials": "SN",
        "short_name": "Siti N.",
        "is_clinical": True,
        "allergies": ["Penicillins"],
        "conditions": ["Asthma"],
    }
    read = AuditRecord.objects.get(command="patients.open_patient")
    assert (read.reason, read.object_id) == ("dispensing", patient)
    assert read.terminal_id == shop.terminal_id


def test_who_may_not_see_health_facts_is_told_none(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    token = token_of(device, "cashier", shop)
    told = device.post("patient", {"token": token, "patient_id": str(patient)}).json()
    assert (told["is_clinical"], told["allergies"], told["conditions"]) == (False, [], [])


def test_the_devices_own_secret_opens_nobody(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    person = add_staff("pharmacist", shop.branch_id)
    elsewhere = signing.dumps(
        {"person": str(person.id), "terminal": str(shop.api_terminal_id)}, salt=SALT
    )
    for token in ("", "made up", elsewhere):
        answer = device.post("patient", {"token": token, "patient_id": str(patient)})
        assert answer.status_code == 401
    assert not AuditRecord.objects.filter(command="patients.open_patient").exists()


@pytest.mark.rows("SEC-09")
def test_of_an_account_with_a_second_step_the_device_that_signs_is_one(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    person = add_staff("pharmacist", shop.branch_id)
    with_app(person.id)
    asked = {"username": "pharmacist", "password": PASSWORD}
    for signature in ("", Signer().sign("sign-in", json.dumps(asked).encode())):
        answer = post(device.client, "sign-in", asked, **{SIGNATURE: signature})
        assert (answer.status_code, answer.json()["token"]) == (200, "")
    token = device.post("sign-in", asked).json()["token"]
    told = device.post("patient", {"token": token, "patient_id": str(patient)}).json()
    assert told["allergies"] == ["Penicillins"]


@pytest.mark.rows("SEC-09")
def test_a_device_without_a_key_is_none(shop: Shop, patient: PatientId) -> None:
    code = issue_pairing_code(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, without_key=True
    )
    client = Client()
    post(client, "pair", {"code": code, "device_name": "Kasir"})
    person = add_staff("pharmacist", shop.branch_id)
    asked = {"username": "pharmacist", "password": PASSWORD}
    assert post(client, "sign-in", asked).json()["token"]
    with_app(person.id)
    assert post(client, "sign-in", asked).json()["token"] == ""
    refused = post(client, "patient", {"token": "", "patient_id": str(patient)})
    assert refused.status_code == 401
    assert "second factor" in refused.json()["detail"]


def test_what_it_opened_ends_with_the_pairing(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    token = token_of(device, "technician", shop)
    asked = {"token": token, "patient_id": str(patient)}
    assert device.post("patient", asked).status_code == 200
    assert pair(shop).post("patient", asked).status_code == 401


def test_somebody_new_is_registered_without_leaving_the_counter(device: Device, shop: Shop) -> None:
    told = {
        "token": token_of(device, "technician", shop),
        "names": "Dewi Lestari",
        "phone": "0812 3456 7890",
        "address": "Jl. Melati 3",
    }

    made = device.post("patient/register", told)

    record = Patient.objects.get()
    assert (made.status_code, made.json()) == (200, {"id": str(record.id)})
    assert (record.names, record.addresses) == ("Dewi Lestari", ["Jl. Melati 3"])
    assert record.contacts[0]["kind"] == "phone"
    written = AuditRecord.objects.get(command="patients.register_patient")
    assert (written.object_id, written.terminal_id) == (record.id, shop.terminal_id)

    again = device.post("patient/register", told)
    assert (again.status_code, again.json()["type"]) == (409, "patients.looks_known")
    assert device.post("patient/register", {**told, "is_another": True}).status_code == 200
    assert Patient.objects.count() == 2


def test_who_may_not_register_and_what_isnt_a_person_is_refused(device: Device, shop: Shop) -> None:
    cashier = {"token": token_of(device, "cashier", shop), "names": "Dewi Lestari"}
    assert device.post("patient/register", cashier).status_code == 403
    assert device.post("patient/register", {**cashier, "token": ""}).status_code == 401
    technician = {"token": token_of(device, "technician", shop), "names": ""}
    assert device.post("patient/register", technician).status_code == 422
    assert not Patient.objects.exists()


def checked(device: Device, token: str, patient: PatientId, *products: UUID, **more: object) -> Any:
    asked = {
        "token": token,
        "patient_id": str(patient),
        "product_ids": [str(one) for one in products],
        **more,
    }
    return device.post("patient/check", asked)


@pytest.mark.rows("RX-14")
def test_a_basket_is_checked_with_the_record_which_is_read_for_that_alone(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    shipped_in_force(pharmacist(shop))
    amoxicillin = a_generic(shop, "Amoxsan", ("Amoxicillin", "500 mg"), atc="J01CA04")
    token = token_of(device, "technician", shop)

    told = checked(device, token, patient, amoxicillin.id).json()

    [alert] = told["alerts"]
    assert (alert["check"], alert["tier"], alert["rule"]) == ("allergies", 1, "allergy:class")
    assert (alert["medicines"], alert["subjects"]) == (
        [str(amoxicillin.id)],
        ["amoxicillin", "penicillins"],
    )
    assert {one["check"] for one in told["ran"]} >= {"interactions", "allergies", "conditions"}
    read = AuditRecord.objects.get(object_kind="patients.patient", reason="dispensing")
    assert (read.object_id, read.facts["sections"]) == (patient, ["check"])


@pytest.mark.rows("RX-14")
def test_who_may_not_see_the_record_is_told_that_something_speaks_against_it(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    shipped_in_force(pharmacist(shop))
    amoxicillin = a_generic(shop, "Amoxsan", ("Amoxicillin", "500 mg"), atc="J01CA04")
    token = token_of(device, "cashier", shop)
    answer = checked(device, token, patient, amoxicillin.id)
    [alert] = answer.json()["alerts"]
    assert (alert["tier"], alert["rule"], alert["subjects"]) == (1, "allergies", ["amoxicillin"])
    assert alert["to_do"] == {"en": "Ask the pharmacist.", "id": "Tanyakan kepada apoteker."}
    assert "penicillin" not in answer.content.decode()


@pytest.mark.rows("RX-15")
def test_the_doses_of_the_lines_are_added_up_for_the_patient(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    shipped_in_force(pharmacist(shop))
    sanmol = a_generic(shop, "Sanmol", ("Paracetamol", "500 mg"), atc="N02BE01")
    token = token_of(device, "cashier", shop)
    doses = [
        {"product_id": str(sanmol.id), "times": times, "milliunits": units}
        for times, units in ((4, 2000), (3, 500), (0, 0))
    ]
    told = checked(device, token, patient, sanmol.id, doses=doses).json()
    (alert,) = [one for one in told["alerts"] if one["check"] == "doses"]
    assert alert["medicines"] == [str(sanmol.id)]
    assert alert["arithmetic"] == "4 × 2 × 500 mg + 3 × 0.5 × 500 mg = 4,750 mg > 4,000 mg"
    assert {"check": "doses", "why": "no_dose", "what": "Sanmol"} in told["not_run"]
    beyond = [{**doses[0], "times": 49}]
    assert checked(device, token, patient, sanmol.id, doses=beyond).status_code == 422


def test_nobodys_token_checks_no_patient(device: Device, shop: Shop, patient: PatientId) -> None:
    assert checked(device, "made up", patient, shop.branch_id).status_code == 401
    token = token_of(device, "cashier", shop)
    assert checked(device, token, patient).status_code == 422
    assert checked(device, token, patient, *[shop.branch_id] * 101).status_code == 422


@pytest.mark.rows("SAL-31")
def test_what_they_bought_last_is_told_by_the_right_to_health_data_and_is_on_the_record(
    device: Device, shop: Shop, patient: PatientId
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    item = SaleItem(product_id=medicine.id, pack_id=medicine.packs[10], packs=3)
    sold = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item], patient_id=patient),
    )
    asked = {"patient_id": str(patient)}
    token = token_of(device, "technician", shop)

    [basket] = device.post("patient/baskets", {"token": token, **asked}).json()["baskets"]

    assert (basket["number"], basket["sold_on"]) == (sold.sale.number, str(shop.today))
    assert basket["lines"] == [
        {
            "product_id": str(medicine.id),
            "pack_id": str(medicine.packs[10]),
            "packs": 3,
            "recurs": False,
        }
    ]
    read = AuditRecord.objects.get(command="patients.open_purchases")
    assert (read.reason, read.object_id) == ("dispensing", patient)
    cashier = token_of(device, "cashier", shop)
    assert device.post("patient/baskets", {"token": cashier, **asked}).status_code == 403
    assert device.post("patient/baskets", {"token": "", **asked}).status_code in (401, 403)
