"""A prescription's page: from review to hand-over by its buttons, with who and when."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.clinical import PAIR, a_generic, a_set
from tests.support.prescriptions import a_line, a_prescription, dispense_one, line_of, state_of
from tests.support.shop import Shop, add_medicine
from theriac.core.audit.models import AuditRecord
from theriac.domains.clinical.commands.force import put_in_force
from theriac.domains.clinical.rules.kinds import Tier
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
    page = press(browser, made, "hand-over")
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


def test_the_alerts_stand_beside_the_lines_and_a_stop_wants_an_answer(shop: Shop) -> None:
    pair = replace(PAIR, tier=Tier.STOP)
    put_in_force(actor=shop.owner, set_id=a_set(shop.owner, pair), reason="reviewed")
    warfarin = a_generic(shop, "Simarc 2", ("Warfarin", "2 mg"))
    vitamin = a_generic(shop, "Vitamin K 10", ("Vitamin K", "10 mg"))
    taken = a_prescription(shop, "ready", [a_line(vitamin)])
    dispense_one(shop, taken, 10)
    made = a_prescription(shop, "reviewing", [a_line(warfarin)])
    browser = client_of(shop, "pharmacist")
    page = browser.get(f"/prescriptions/{made}/").text
    assert "Less effect." in page
    assert "Stop: Interactions" in page
    code = re.findall(r'name="confirmed"\s+value="([^"]+)"', page)
    assert len(code) == 1
    press(browser, made, "approve")
    assert state_of(made) == "reviewing"
    press(browser, made, "approve", confirmed=code[0])
    assert state_of(made) == "approved"
    record = AuditRecord.objects.filter(command="prescriptions.approve", object_id=made)
    assert code in [one.facts.get("confirmed") for one in record]


@pytest.mark.rows("RX-22")
def test_each_look_leaves_who_when_and_why_with_the_patient(shop: Shop) -> None:
    made = a_prescription(shop)
    patient = Prescription.objects.get(id=made).patient_id
    browser = client_of(shop, "pharmacist")
    assert browser.get(f"/prescriptions/{made}/?why=claim").status_code == 200
    look = AuditRecord.objects.get(command="prescriptions.open", object_id=patient)
    assert (look.reason, look.facts["sections"]) == ("claim", ["prescription"])
    assert client_of(shop, "cashier").get(f"/prescriptions/{made}/").status_code == 403
