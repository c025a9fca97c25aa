"""Complaint 22: an allergy's or interaction's warning is missing at dispensing, or only said done.

hmis #12315, #9756, #15051.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.prescriptions import a_line, a_prescription
from tests.support.shop import Medicine, Shop, stock_up
from tests.surfaces.api.program import Program, program
from theriac.domains.patients.commands.health import NewHealthFact, record_health

pytestmark = pytest.mark.django_db


def act(asking: Program, prescription_id: object, way: str, body: Any = None) -> Any:
    """Act on a prescription at the version that there is."""
    at = f"/prescriptions/{prescription_id}"
    return asking.post(f"{at}/{way}", body, if_match=asking.get(at)["ETag"])


def allergic(shop: Shop) -> tuple[Medicine, str]:
    """Amoxicillin on the shelf, and a patient to whom penicillins were harmful."""
    amoxicillin = a_generic(shop, "Amoxsan", ("Amoxicillin", "500 mg"), atc="J01CA04")
    stock_up(shop, amoxicillin, 20)
    patient = register(shop)
    fact = NewHealthFact("allergy", "penicillins")
    record_health(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient, fact=fact)
    return amoxicillin, str(patient)


@pytest.mark.rows("RX-14")
def test_an_allergy_stands_at_each_door_and_what_wasnt_checked_is_said(shop: Shop) -> None:
    amoxicillin, patient = allergic(shop)
    asking = program(shop, "owner")
    medicine = {"key": "1", "product_id": str(amoxicillin.id)}
    basket = {"patient_id": patient, "medicines": [medicine]}
    blind = asking.post("/safety-checks", basket).json()
    assert blind["alerts"] == []
    assert {one["check"] for one in blind["not_run"]} >= {"allergies", "interactions"}

    shipped_in_force(pharmacist(shop))
    (alert,) = asking.post("/safety-checks", basket).json()["alerts"]
    assert (alert["check"], alert["tier"]) == ("allergies", 1)
    made = a_prescription(shop, "reviewing", [a_line(amoxicillin)], patient_id=patient)
    reviewed = act(asking, made, "approve", {"alert_answers": []})
    assert (reviewed.status_code, reviewed.json()["code"]) == (409, "clinical.alert_unanswered")
    line = {"product_id": str(amoxicillin.id), "quantity": 10}
    sold = asking.post("/sales", {"lines": [line], "patient_id": patient})
    assert (sold.status_code, sold.json()["code"]) == (409, "clinical.alert_unanswered")
