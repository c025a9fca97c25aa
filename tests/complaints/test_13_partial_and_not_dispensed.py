"""Complaint 13: partial and not-dispensed can't be recorded.

FEMR/femr #338; marley #48.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.backoffice import client_of
from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program, program

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
