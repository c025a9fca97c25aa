"""Prescriptions by the API: taken in, opened with a reason, dispensed, in FHIR's words."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.clinical import a_stop_in_force
from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.prescriptions import a_line, a_prescription, pharmacist
from tests.support.shop import PASSWORD, Medicine, Shop
from tests.surfaces.api.program import ROOT, Program, program
from theriac.domains.clinical.models import AnsweredAlert

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-01")]


@pytest.fixture
def owner(shop: Shop) -> Program:
    """A program that may do everything at the branch."""
    return program(shop, "owner")


def ask(owner: Program, one: dict[str, Any], way: str, body: Any = None) -> Any:
    """Act on a prescription at the version that there is."""
    at = f"/prescriptions/{one['id']}"
    return owner.post(f"{at}/{way}", body, if_match=owner.get(at)["ETag"])


@pytest.mark.rows("RX-03", "RX-10")
def test_a_prescription_is_taken_in_dispensed_and_handed_over(
    shop: Shop, owner: Program, medicine: Medicine
) -> None:
    line = {
        "written": "Paracetamol 500 mg",
        "quantity": 10,
        "product_id": str(medicine.id),
        "directions": {"dose_numerator": 1, "times": 3},
    }
    sent = {
        "prescription": {
            "patient_id": str(register(shop)),
            "prescriber_id": str(a_prescriber(shop)),
            "written_on": shop.today.isoformat(),
            "number": "R/9",
            "lines": [line],
        }
    }
    added = owner.post("/prescriptions", sent)
    assert added.status_code == 201
    one = added.json()
    assert (one["state"], one["request_status"], one["dispense_status"]) == (
        "received",
        "draft",
        "",
    )
    again = owner.post("/prescriptions", sent)
    assert (again.status_code, again.json()["questions"][0]["code"]) == (409, f"twice:{one['id']}")

    jumped = ask(owner, one, "hand-over", {})
    assert (jumped.status_code, jumped.json()["state"]) == (409, "received")
    for way, body in (
        ("review", None),
        ("approve", {"alert_answers": []}),
        ("prepare", None),
        ("verify", None),
        ("ready", None),
    ):
        assert ask(owner, one, way, body).status_code == 200, way
    opened = owner.get(f"/prescriptions/{one['id']}?why=care").json()
    told = opened["lines"][0]
    assert (told["written"], told["remaining_now"], opened["number"]) == (
        "Paracetamol 500 mg",
        10,
        "R/9",
    )
    way = f"lines/{told['id']}/dispense"
    much = ask(owner, one, way, {"product_id": str(medicine.id), "quantity": 11})
    assert (much.status_code, much.json()["remaining"]) == (409, 10)
    ask(owner, one, way, {"product_id": str(medicine.id), "quantity": 10})
    missing = ask(owner, one, "hand-over", {})
    assert missing.json()["type"].endswith(":counselling.missing")
    told = {"topics": ["use", "doctor"], "is_understood": True}
    done = ask(owner, one, "hand-over", {"counselling": told}).json()
    assert (done["state"], done["request_status"], done["dispense_status"]) == (
        "closed",
        "completed",
        "completed",
    )


@pytest.mark.rows("RX-22")
def test_another_reason_than_those_that_there_are_opens_nothing(shop: Shop, owner: Program) -> None:
    made = a_prescription(shop)
    assert owner.get(f"/prescriptions/{made}?why=curious").status_code == 422


@pytest.mark.rows("RX-13", "RX-14")
def test_an_alert_that_stops_is_answered_by_a_program_with_a_pharmacists_approval(
    shop: Shop, owner: Program
) -> None:
    made = a_prescription(shop, "reviewing", [a_line(one) for one in a_stop_in_force(shop)])
    one = {"id": str(made)}
    refused = ask(owner, one, "approve", {"alert_answers": []})
    assert (refused.status_code, refused.json()["code"]) == (409, "clinical.alert_unanswered")
    (told,) = refused.json()["alerts"]
    named = {name: told[name] for name in ("check", "rule", "product_ids")}
    answer = {**named, "reason": "prescriber_agreed", "note": ""}
    needed = ask(owner, one, "approve", {"alert_answers": [answer]}).json()
    assert needed["code"] == "approval.needed"

    pharmacist(shop)
    signed_in = {"username": "pharmacist", "password": PASSWORD, "client_id": str(uuid4())}
    token: Any = Client().post(f"{ROOT}/auth/login", signed_in, "application/json")
    yes = Program(token.json()["access_token"]).post(
        "/approvals",
        {
            "action": needed["action"],
            "content": needed["content"],
            "requested_by": owner.get("/me").json()["id"],
            "reason": "called the prescriber",
        },
    )
    assert yes.status_code == 201, yes.json()
    answer["approval_id"] = yes.json()["id"]
    approved = ask(owner, one, "approve", {"alert_answers": [answer]})
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert str(AnsweredAlert.objects.get().approval_id) == yes.json()["id"]
