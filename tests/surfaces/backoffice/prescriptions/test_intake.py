"""Taking in on the screen: patient, prescriber as one types or scans, lines, questions."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.prescriptions import line_of
from tests.support.shop import Shop
from theriac.domains.prescribers.models import PrescriberLicence
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine

pytestmark = pytest.mark.rows("RX-04")


def test_a_patient_is_found_and_the_prescriber_suggested_by_name_and_number(shop: Shop) -> None:
    patient, prescriber = register(shop), a_prescriber(shop)
    browser = client_of(shop, "technician")
    found = browser.post("/prescriptions/new/", {"text": "siti", "why": "dispensing"}).text
    assert f'href="/prescriptions/new/{patient}/"' in found
    number = PrescriberLicence.objects.get(kind="str").number
    for typed in ("ani", number, number.lower()):
        page = browser.get("/prescriptions/prescribers/", {"prescriber_text": typed}).text
        assert f'value="{prescriber}"' in page
        assert "checked" in page
    nobody = browser.get("/prescriptions/prescribers/", {"prescriber_text": "nobody"}).text
    assert "No prescriber matches this." in nobody


@pytest.mark.rows("RX-01")
def test_a_prescription_is_written_and_the_same_again_asks_first(shop: Shop) -> None:
    patient, prescriber = register(shop), a_prescriber(shop)
    browser = client_of(shop, "technician")
    sent = {
        "prescriber": str(prescriber),
        "prescriber_text": "ani",
        "written_on": shop.today.isoformat(),
        "number": "R/1",
        "row-0-written": "Amoxicillin 500 mg",
        "row-0-quantity": "21",
        "row-0-dose": "1/2",
        "row-0-times": "3",
        "row-0-days": "7",
        "row-0-repeats": "1",
        "row-1-written": "",
    }
    made = browser.post(f"/prescriptions/new/{patient}/", sent, follow=True)
    one = Prescription.objects.get()
    assert made.redirect_chain == [(f"/prescriptions/{one.id}/", 302)]
    for words in (
        "Siti Nurhaliza",
        "dr. Ani Wijaya, Sp.A",
        "Amoxicillin 500 mg",
        "1/2",
        "Received",
    ):
        assert words in made.text
    directions = line_of(one.id).content["directions"]
    assert (directions["dose_numerator"], directions["dose_denominator"]) == (1, 2)
    again = browser.post(f"/prescriptions/new/{patient}/", sent)
    assert again.status_code == 409
    assert "already taken in" in again.text
    sent["confirmed"] = f"twice:{one.id}"
    browser.post(f"/prescriptions/new/{patient}/", sent)
    assert Prescription.objects.count() == 2


def test_what_is_wrong_is_said_at_its_field_and_more_rows_come(shop: Shop) -> None:
    patient = register(shop)
    browser = client_of(shop, "technician")
    address = f"/prescriptions/new/{patient}/"
    more = browser.post(address, {"more": "1", "row-0-written": "Keep me"})
    assert more.status_code == 200
    assert "Medicine 6" in more.text
    assert "Keep me" in more.text
    bad = browser.post(
        address,
        {"written_on": shop.today.isoformat(), "row-0-written": "X", "row-0-dose": "half"},
    )
    assert bad.status_code == 422
    assert "Choose the prescriber from the list." in bad.text
    assert "such as 1/2" in bad.text
    assert PrescriptionLine.objects.count() == 0


@pytest.mark.rows("RX-23")
def test_another_pharmacys_copy_says_what_was_dispensed_there(shop: Shop) -> None:
    patient, prescriber = register(shop), a_prescriber(shop)
    browser, at = client_of(shop, "pharmacist"), f"/prescriptions/new/{patient}/"
    assert "?copy=1" in browser.get(at).text
    assert "Pharmacy that made the copy" in browser.get(f"{at}?copy=1").text
    typed = {
        "prescriber": str(prescriber),
        "written_on": shop.today.isoformat(),
        "row-0-written": "Amlodipine 10 mg",
        "row-0-quantity": "30",
        "row-0-given_elsewhere": "31",
    }
    lacking = browser.post(f"{at}?copy=1", typed)
    assert (lacking.status_code, "This field is required." in lacking.text) == (422, True)
    much = browser.post(f"{at}?copy=1", {**typed, "pharmacy": "Apotek Lestari"})
    assert "authorises 30 in total" in much.text
    assert "row-1-written-error" not in much.text
    right = {**typed, "pharmacy": "Apotek Lestari", "row-0-given_elsewhere": "10"}
    page = browser.post(f"{at}?copy=1", right, follow=True).text
    for words in ("Apotek Lestari", "Dispensed elsewhere", "10 of 30"):
        assert words in page
    line = PrescriptionLine.objects.get()
    form = browser.get(f"/prescriptions/{line.prescription_id}/lines/{line.id}/").text
    assert 'name="given_elsewhere"' in form
