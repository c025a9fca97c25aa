"""Clinical interventions in the back office: recorded, seen beside, answered, counted."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.interventions import intervene, intervention_of
from tests.support.patients import register
from tests.support.prescriptions import a_prescription, line_of, state_of
from tests.support.shop import Shop
from theriac.domains.interventions.models import Intervention
from theriac.domains.prescriptions.models import Prescription

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-19")]
SENT = {"problem": "adverse", "cause": "interaction", "action": "patient"}


def test_one_is_recorded_of_nobody_and_for_a_patient(shop: Shop) -> None:
    browser, patient = client_of(shop, "pharmacist"), register(shop)
    refused = browser.post("/interventions/new/", {**SENT, "action": "prescriber"})
    assert (refused.status_code, "Enter whom you called." in refused.text) == (422, True)
    other = browser.post("/interventions/new/", {**SENT, "cause": "other"})
    assert "Describe the cause." in other.text
    page = browser.post("/interventions/new/", {**SENT, "found": "loud"}, follow=True).text
    assert "Intervention recorded." in page
    assert "loud" in page
    at = f"/interventions/patients/{patient}/"
    assert "For Siti Nurhaliza" in browser.get(at).text
    browser.post(at, {**SENT, "medicine": "Warfarin"})
    kept = Intervention.objects.get(patient_id=patient)
    assert kept.content["medicine"] == "Warfarin"
    assert kept.code in browser.get(f"/patients/{patient}/").text


def test_the_prescription_leads_to_one_of_its_line(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    browser = client_of(shop, "pharmacist")
    at = f"/interventions/prescriptions/{made}/"
    assert at in browser.get(f"/prescriptions/{made}/").text
    form = browser.get(at).text
    assert "Amoxicillin 500 mg" in form
    name = Prescription.objects.get(id=made).content["prescriber"]
    sent = {**SENT, "action": "prescriber", "prescriber_name": name, "line": line_of(made).id}
    page = browser.post(at, sent, follow=True).text
    kept = Intervention.objects.get()
    assert kept.code in page
    assert (kept.line_id, kept.content["prescriber_name"]) == (line_of(made).id, "")
    assert kept.prescriber_id == Prescription.objects.get(id=made).prescriber_id


def test_a_query_leads_on_to_the_intervention(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    browser = client_of(shop, "pharmacist")
    version = Prescription.objects.values_list("version", flat=True).get(id=made)
    sent = {"version": str(version), "reason_code": "dose", "intervention": "on"}
    answer = browser.post(f"/prescriptions/{made}/query/", sent)
    assert state_of(made) == "queried"
    assert answer["Location"] == f"/interventions/prescriptions/{made}/"


def test_the_outcome_is_recorded_on_its_page(shop: Shop) -> None:
    made = intervene(shop, register(shop))
    browser = client_of(shop, "pharmacist")
    assert "No outcome yet" in browser.get("/interventions/?outcome=open").text
    assert "Record outcome" in browser.get(f"/interventions/{made}/").text
    sent = {"version": "1", "outcome": "accepted", "answer": "changed by telephone"}
    page = browser.post(f"/interventions/{made}/outcome/", sent, follow=True).text
    for words in ("Outcome recorded.", "changed by telephone", "Accepted", "dr. Bagas"):
        assert words in page
    assert intervention_of(made).outcome == "accepted"
    assert "Record outcome" not in page


def test_the_report(shop: Shop) -> None:
    intervene(shop, outcome="accepted")
    browser = client_of(shop, "manager")
    report = browser.get("/interventions/report/").text
    assert "Side effect, possible or present" in report
    assert "Dose too high" in report
    none = browser.get("/interventions/report/?since=2001-01-01&until=2001-01-31").text
    assert "Nothing in this period" in none
