"""What users of other systems complain of in care doesn't happen here, by any door.

Partial and not-dispensed can't be recorded (FEMR/femr #338, marley #48); an allergy's warning is
missing at dispensing, or it says "done" and checked nothing (hmis #12315, #9756, #15051).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.backoffice import client_of
from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program, program
from theriac.domains.patients.commands.health import NewHealthFact, record_health

pytestmark = pytest.mark.django_db


def act(asking: Program, prescription_id: object, way: str, body: Any = None) -> Any:
    """Act on a prescription at the version that there is."""
    at = f"/prescriptions/{prescription_id}"
    return asking.post(f"{at}/{way}", body, if_match=asking.get(at)["ETag"])


@pytest.mark.rows("RX-07", "RX-08")
def test_a_part_of_one_line_and_nothing_of_another_are_recorded_and_told(shop: Shop) -> None:
    first, second = add_medicine(shop, "Amoxil 500 mg"), add_medicine(shop, "Mucohexin 8 mg")
    stock_up(shop, first, 20)
    made = a_prescription(shop, "ready", [a_line(first, 30), a_line(second, 10)])
    asking, browser = program(shop, "owner"), client_of(shop, "pharmacist")

    part = {"product_id": str(first.id), "quantity": 20}
    assert act(asking, made, f"lines/{line_of(made).id}/dispense", part).status_code == 200
    other = f"lines/{line_of(made, 2).id}/not-dispensed"
    without = act(asking, made, other, {"reason_code": "because"})
    assert (without.status_code, "reason" in without.json()["detail"]) == (422, True)
    assert act(asking, made, other, {"reason_code": "no_stock"}).status_code == 200

    told = asking.get(f"/prescriptions/{made}?why=care").json()
    assert told["lines"][0]["remaining_now"] == 10
    (outcome,) = told["outcomes"]
    assert (outcome["kind"], outcome["reason_code"]) == ("not_dispensed", "no_stock")
    slip = browser.get(f"/prescriptions/{made}/owing.pdf")
    assert (slip.status_code, slip.content[:4]) == (200, b"%PDF")
    assert "Out of stock" in browser.get("/prescriptions/reasons/").text


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
