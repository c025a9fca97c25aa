"""Patients for programs: the screens' own commands, rights and records."""

from __future__ import annotations

import pytest

from tests.support.patients import NIK, register
from tests.support.shop import Shop
from tests.surfaces.api.patients import NEW
from tests.surfaces.api.program import program
from theriac.core.audit.models import AuditRecord

pytestmark = pytest.mark.django_db


@pytest.mark.rows("CUS-01")
def test_a_program_registers_finds_reads_and_changes(shop: Shop) -> None:
    pharmacist = program(shop, "pharmacist")
    made = pharmacist.post("/patients", {**NEW, "addresses": ["Jalan Melati 5"]})
    at = f"/patients/{made.json()['id']}"

    found = pharmacist.post("/patients/search", {"text": "budi 1980-02-03"})
    alike = pharmacist.post("/patients", NEW)
    read = pharmacist.get(f"{at}?why=claim")
    stale = pharmacist.put(at, NEW, if_match='"7"')
    changed = pharmacist.put(at, {**NEW, "sex": "male"}, if_match=read.headers["ETag"])

    assert [one["names"] for one in found.json()["items"]] == ["Budi Hartono"]
    assert (alike.status_code, alike.json()["code"]) == (409, "patients.looks_known")
    assert read.json()["identity"]["addresses"] == ["Jalan Melati 5"]
    assert (read.json()["health"], read.json()["notes"]) == ([], "")
    assert (stale.status_code, changed.json()["version"]) == (409, 2)
    reading = AuditRecord.objects.get(command="patients.open_patient")
    assert (str(reading.object_id), reading.reason) == (made.json()["id"], "claim")


def test_sections_without_their_right_are_null_and_numbers_are_masked(shop: Shop) -> None:
    one = register(shop, national_ids={"nik": NIK}, sex="female")
    manager = program(shop, "manager").get(f"/patients/{one}").json()
    cashier = program(shop, "cashier").get(f"/patients/{one}").json()

    assert NIK not in str(manager)
    assert manager["identity"]["national_ids"][0]["masked"].endswith(NIK[-4:])
    assert (manager["health"], cashier["identity"]) == (None, None)


@pytest.mark.rows("CUS-07")
def test_stop_is_honoured(shop: Shop) -> None:
    pharmacist = program(shop, "pharmacist")
    at = f"/patients/{register(shop)}"
    word = {"purpose": "refill", "channel": "sms", "is_given": True, "how": "online"}
    asked = f"{at}/may-contact?purpose=refill&channel=sms"

    before = pharmacist.get(asked).json()
    pharmacist.post(f"{at}/consents", word)
    allowed = pharmacist.get(asked).json()
    stopped = pharmacist.post(f"{at}/stop", {})
    after = pharmacist.get(asked).json()

    assert [one["may_contact"] for one in (before, allowed, after)] == [False, True, False]
    assert {one["is_given"] for one in stopped.json()["items"]} == {False}
