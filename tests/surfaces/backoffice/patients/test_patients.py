"""The screens of patients: found without a trace in addresses, shown by role, never kept."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.pages import tight
from tests.support.patients import NIK, register
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Consent, Erasure, Patient


@pytest.fixture
def siti(shop: Shop) -> PatientId:
    one = register(shop, national_ids={"nik": NIK}, addresses=["Jl. Melati 1"])
    record_health(
        actor=shop.owner,
        branch_id=shop.branch_id,
        patient_id=one,
        fact=NewHealthFact("allergy", "penicillins", "", "severe", "rash"),
    )
    return one


@pytest.fixture
def pharmacist(shop: Shop) -> Client:
    return client_of(shop, "pharmacist")


def url(name: str, *ids: object) -> str:
    return reverse(f"backoffice:patient_{name}", args=ids)


def person(**more: str) -> dict[str, str]:
    return {"names": "Budi Santoso", "birth_date": "1980-03-05", "phone": "0812 999 8888", **more}


def test_nobody_is_listed_before_a_search_and_what_was_typed_is_in_no_address(
    pharmacist: Client, siti: PatientId
) -> None:
    assert "Nurhaliza" not in pharmacist.get(url("list")).text
    answer = pharmacist.post(url("list"), {"text": "nurhal", "why": "care"})
    assert "Siti Nurhaliza" in answer.text
    assert answer["Cache-Control"] == "no-store"
    links = re.findall(r'href="(/patients/[^"]*)"', answer.text)
    assert f"/patients/{siti}/?why=care" in links
    assert not any("nurhal" in link.lower() for link in links)
    assert pharmacist.get(url("list") + "?text=nurhal").text.count("Nurhaliza") == 0
    assert "No results" in pharmacist.post(url("list"), {"text": "zz", "why": "care"}).text
    assert pharmacist.post(url("list"), {"text": "", "why": "care"}).status_code == 422


def test_the_title_of_the_window_names_nobody(pharmacist: Client, siti: PatientId) -> None:
    page = pharmacist.get(url("detail", siti))
    title = re.search(r"<title>(.*?)</title>", tight(page.text))
    assert title is not None
    assert title[1] == "Patient record · Theriac"
    assert "<h1>Siti Nurhaliza</h1>" in page.text
    assert page["Cache-Control"] == "no-store"


@pytest.mark.rows("CUS-01")
def test_a_pharmacist_sees_allergies_and_a_cashier_doesnt(
    shop: Shop, pharmacist: Client, siti: PatientId
) -> None:
    page = pharmacist.get(url("detail", siti)).text
    assert "Penicillins" in page
    assert "Severe" in page
    assert "3273••••••••0002" in page
    assert NIK not in page
    counter = client_of(shop, "cashier").get(url("detail", siti)).text
    assert "Siti Nurhaliza" in counter
    assert "Health data is shown only to permitted staff" in counter
    for hidden in ("Penicillins", "••••", "Melati 1", "0812", "Erase", "Who read"):
        assert hidden not in counter


@pytest.mark.rows("CUS-02")
def test_a_number_is_shown_once_with_a_why(pharmacist: Client, siti: PatientId) -> None:
    shown = pharmacist.post(url("number", siti), {"kind": "nik", "why": "claim"})
    assert NIK in shown.text
    assert NIK not in pharmacist.get(url("detail", siti)).text
    assert AuditRecord.objects.get(command="patients.reveal_number").reason == "claim"
    assert pharmacist.post(url("number", siti), {"kind": "nik", "why": "x"}).status_code == 422


def test_a_patient_is_registered_and_somebody_alike_is_shown_first(
    pharmacist: Client, shop: Shop
) -> None:
    made = pharmacist.post(url("new"), person())
    one = Patient.objects.get()
    assert (made.status_code, made["Location"]) == (302, url("detail", one.id))
    again = pharmacist.post(url("new"), person(names="Boedi Santosa"))
    assert again.status_code == 409
    assert "Budi Santoso" in again.text
    assert "Same birth date" in again.text
    assert 'value="Boedi Santosa"' in again.text
    other = pharmacist.post(url("new"), person(names="Boedi Santosa", is_another="on"))
    assert other.status_code == 302
    assert Patient.objects.count() == 2


def test_each_mistake_stands_at_its_field(pharmacist: Client) -> None:
    answer = pharmacist.post(url("new"), person(nik="123", phone="12", email="x"))
    assert answer.status_code == 422
    for field in ("nik", "phone", "email"):
        assert f'id="id_{field}-error"' in answer.text


def test_a_record_is_changed_and_what_the_form_doesnt_ask_for_stays(
    pharmacist: Client, siti: PatientId
) -> None:
    form = pharmacist.get(url("change", siti))
    assert 'value="Siti Nurhaliza"' in form.text
    changed = pharmacist.post(
        url("change", siti), person(names="Siti N.", birth_date="1990-07-01", version="1")
    )
    assert changed.status_code == 302
    row = Patient.objects.get(id=siti)
    assert (row.names, row.version) == ("Siti N.", 2)
    late = pharmacist.post(url("change", siti), person(version="1"))
    assert late.status_code == 409
    assert "Another user changed this record. Load it again" in late.text


def test_allergies_conditions_notes_and_consents_are_kept(
    pharmacist: Client, siti: PatientId
) -> None:
    pharmacist.post(url("allergy", siti), {"code": "other", "text": "Jackfruit"})
    pharmacist.post(url("condition", siti), {"code": "E11"})
    pharmacist.post(url("notes", siti), {"notes": "Prefers syrup"})
    word = {"purpose": "refill", "channel": "whatsapp", "said": "yes", "how": "spoken"}
    pharmacist.post(url("consent", siti), word)
    page = pharmacist.get(url("detail", siti)).text
    for words in ("Jackfruit", "Diabetes, type 2", "Prefers syrup", "Refill reminders"):
        assert words in page
    assert Consent.objects.get().is_given
    assert pharmacist.post(url("allergy", siti), {"code": "other"}).status_code == 422
    fact = re.findall(rf"/patients/{siti}/health/([0-9a-f-]+)/", page)[0]
    pharmacist.post(url("health_end", siti, fact), {"why": "mistake"})
    assert "Recorded by mistake, " in pharmacist.get(url("detail", siti)).text


@pytest.mark.rows("CUS-06")
def test_a_mother_may_collect_and_the_counter_notes_it(
    shop: Shop, pharmacist: Client, siti: PatientId
) -> None:
    child = register(shop, "Budi", contacts=[])
    found = pharmacist.post(url("people", child), {"act": "find", "text": "siti"}).text
    assert "Siti Nurhaliza" in found
    given = {"act": "collect", "person": str(siti), "relation": "mother"}
    pharmacist.post(url("people", child), given)
    pharmacist.post(url("people", child), {"act": "join", "person": str(siti)})
    cashier = client_of(shop, "cashier")
    page = cashier.get(url("detail", child)).text
    assert "mother" in page
    collector = re.findall(rf"/patients/{child}/collector/([0-9a-f-]+)/", page)[0]
    assert cashier.post(url("collector", child, collector), {}).status_code == 302
    assert cashier.post(url("collector", child, collector), {"act": "end"}).status_code == 403
    trail = AuditRecord.objects.get(command="patients.record_collection")
    assert trail.object_id == child


@pytest.mark.rows("CUS-08")
def test_two_records_are_merged_and_taken_apart(
    shop: Shop, pharmacist: Client, siti: PatientId
) -> None:
    twin = register(shop, "Sitti Nur Halisa")
    assert "Sitti Nur Halisa" in pharmacist.get(url("duplicates")).text
    same = pharmacist.get(url("same", siti)).text
    assert "Names that sound alike" in same
    merged = pharmacist.post(url("same", siti), {"other": str(twin)}, follow=True).text
    assert "Merged into this record" in merged
    assert url("unmerge", twin) in merged
    apart = pharmacist.post(url("unmerge", twin), follow=True).text
    assert "Merged into this record" not in apart


def test_whoever_manages_sees_who_read_the_record(
    shop: Shop, pharmacist: Client, siti: PatientId
) -> None:
    client_of(shop, "cashier").get(url("detail", siti) + "?why=claim")
    page = pharmacist.get(url("readings", siti)).text
    assert "Cashier" in page
    assert "Insurance claim or report" in page


@pytest.mark.rows("AUD-05")
def test_the_owner_exports_and_erases_at_the_patients_request(shop: Shop, siti: PatientId) -> None:
    owner = client_of(shop, "owner")
    exported = owner.post(url("export", siti), {"form": "json"})
    assert exported["Content-Disposition"] == 'attachment; filename="patient.json"'
    assert json.loads(exported.content)["records"][0]["names"] == "Siti Nurhaliza"
    assert "Siti Nurhaliza" in owner.post(url("export", siti), {"form": "page"}).text
    assert owner.post(url("erase", siti), {}).status_code == 422
    erased = owner.post(url("erase", siti), {"sure": "yes"}, follow=True).text
    assert Erasure.objects.get().fingerprint in erased
    gone = owner.get(url("detail", siti))
    assert gone.status_code == 409
    assert "This record was erased" in gone.text
    assert "No results" in owner.post(url("list"), {"text": "siti", "why": "care"}).text
