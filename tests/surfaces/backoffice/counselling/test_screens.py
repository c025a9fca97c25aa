"""Counselling in the back office: recorded, seen beside, withdrawn, printed, counted, exported."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.support.backoffice import client_of
from tests.support.counselling import counsel, counselling_of
from tests.support.patients import register
from tests.support.prescriptions import a_prescription, dispense_one, state_of
from tests.support.shop import Shop
from theriac.domains.counselling.models import Counselling
from theriac.domains.prescriptions.models import Prescription

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-17")]


def test_a_patient_is_counselled_from_their_record(shop: Shop) -> None:
    patient, browser = register(shop), client_of(shop, "pharmacist")
    at = f"/counselling/patients/{patient}/"
    assert "For Siti Nurhaliza" in browser.get(at).text
    refused = browser.post(at, {"to_whom": "patient"})
    assert (refused.status_code, "Choose what was explained" in refused.text) == (422, True)
    sent = {"to_whom": "caregiver", "topics": ["use", "storage"]}
    other = browser.post(at, {"to_whom": "patient", "refused_why": "other"})
    assert "Describe the reason." in other.text
    page = browser.post(at, sent, follow=True).text
    made = Counselling.objects.get()
    assert made.code in page
    assert "How and when to take it, Storage" in page
    assert made.code in browser.get("/counselling/").text


def test_it_is_opened_printed_and_withdrawn(shop: Shop) -> None:
    made = counsel(shop, topics=["device"], note="shown twice")
    browser = client_of(shop, "pharmacist")
    page = browser.get(f"/counselling/{made}/").text
    for words in ("How to use the device", "shown twice", "Siti Nurhaliza"):
        assert words in page
    sheet = browser.get(f"/counselling/{made}/sheet.pdf")
    text = pypdfium2.PdfDocument(sheet.content)[0].get_textpage().get_text_bounded()
    assert "Siti Nurhaliza" in text
    assert sheet["Cache-Control"] == "private, no-store"
    sent = {"version": "1", "reason_code": "twice"}
    page = browser.post(f"/counselling/{made}/withdraw/", sent, follow=True).text
    assert "Counselling withdrawn." in page
    assert counselling_of(made).state == "withdrawn"


def test_a_prescription_is_counselled_first_and_handed_over_later(shop: Shop) -> None:
    made = a_prescription(shop, "ready")
    dispense_one(shop, made, 4)
    browser = client_of(shop, "pharmacist")
    page = browser.get(f"/prescriptions/{made}/").text
    assert "Counsel and hand over" in page
    assert "A pharmacist records the counselling" in page
    version = Prescription.objects.values_list("version", flat=True).get(id=made)
    sent = {"version": str(version), "to_whom": "patient", "refused_why": "doctor"}
    page = browser.post(f"/counselling/prescriptions/{made}/", sent, follow=True).text
    assert "Was told by the doctor" in page
    assert "Counsel and hand over" not in page
    browser.post(f"/prescriptions/{made}/hand-over/", {"version": str(version)})
    assert state_of(made) == "handed_over"
    kept = Counselling.objects.get()
    sheet = browser.get(f"/counselling/{kept.id}/sheet.pdf")
    text = pypdfium2.PdfDocument(sheet.content)[0].get_textpage().get_text_bounded()
    assert Prescription(id=made).code in text


def test_the_report_and_the_file(shop: Shop) -> None:
    counsel(shop, topics=["use"])
    counsel(shop, refused_why="knows")
    browser = client_of(shop, "manager")
    report = browser.get("/counselling/report/").text
    assert "Knows the medicine already" in report
    assert "How and when to take it" in report
    none = browser.get("/counselling/report/?since=2001-01-01&until=2001-01-31").text
    assert "Nothing in this period" in none
    listed = browser.get("/counselling/?state=refused").text
    assert "Knows the medicine already" in listed
    assert "How and when to take it" not in listed
