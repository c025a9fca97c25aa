"""A prescription's page: from review to hand-over by its buttons, with who and when."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.prescriptions import a_line, a_prescription, line_of, state_of
from tests.support.shop import Shop, add_medicine
from theriac.core.audit.models import AuditRecord
from theriac.domains.prescriptions.models import Prescription

pytestmark = pytest.mark.rows("RX-03")


def press(browser: Client, made: UUID, act: str, **fields: str) -> str:
    """Press a button of the page; the page then."""
    version = Prescription.objects.values_list("version", flat=True).get(id=made)
    sent = {"version": str(version), **fields}
    return browser.post(f"/prescriptions/{made}/{act}/", sent, follow=True).text


@pytest.mark.rows("RX-01")
def test_the_way_from_review_to_hand_over(shop: Shop) -> None:
    medicine = add_medicine(shop)
    made = a_prescription(shop, lines=[a_line(medicine)])
    browser = client_of(shop, "pharmacist")
    line = line_of(made).id
    for act, state in (
        ("review", "reviewing"),
        ("approve", "approved"),
        ("prepare", "preparing"),
        ("verify", "verified"),
        ("ready", "ready"),
    ):
        press(browser, made, act)
        assert state_of(made) == state
    refused = press(browser, made, "hand-over")
    assert "Record what was dispensed of line 1" in refused
    press(browser, made, f"lines/{line}/dispense", product_id=str(medicine.id), quantity="10")
    assert "Record the counselling" in press(browser, made, "hand-over")
    entry = browser.get(f"/counselling/prescriptions/{made}/").text
    assert "Hand over now" in entry
    version = Prescription.objects.values_list("version", flat=True).get(id=made)
    sent = {"version": version, "to_whom": "patient", "topics": ["use"], "hands_over": "on"}
    page = browser.post(f"/counselling/prescriptions/{made}/", sent, follow=True).text
    assert state_of(made) == "closed"
    for words in ("Closed", "10 of 10", "Pharmacist", "Handed over"):
        assert words in page


def test_an_illegal_jump_is_said_and_changes_nothing(shop: Shop) -> None:
    made = a_prescription(shop)
    browser = client_of(shop, "pharmacist")
    assert "The prescription is “Received”" in press(browser, made, "hand-over")
    assert state_of(made) == "received"


@pytest.mark.rows("RX-08")
def test_a_refusal_wants_its_reason_and_stands_in_the_report(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    browser = client_of(shop, "pharmacist")
    assert "Choose a reason from the list." in press(browser, made, "refuse", reason_code="no")
    press(browser, made, "refuse", reason_code="illegible")
    assert state_of(made) == "refused"
    report = browser.get("/prescriptions/reasons/").text
    assert "Prescription refused" in report
    assert "Not legible" in report
    assert (
        "Nothing in this period"
        in browser.get("/prescriptions/reasons/?since=2001-01-01&until=2001-01-31").text
    )


@pytest.mark.rows("RX-22")
def test_each_look_leaves_who_when_and_why_with_the_patient(shop: Shop) -> None:
    made = a_prescription(shop)
    patient = Prescription.objects.get(id=made).patient_id
    browser = client_of(shop, "pharmacist")
    assert browser.get(f"/prescriptions/{made}/?why=claim").status_code == 200
    look = AuditRecord.objects.get(command="prescriptions.open", object_id=patient)
    assert (look.reason, look.facts["sections"]) == ("claim", ["prescription"])
    assert client_of(shop, "cashier").get(f"/prescriptions/{made}/").status_code == 403
