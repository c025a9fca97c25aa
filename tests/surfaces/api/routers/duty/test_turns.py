"""Duty over the API: planned, signed on by PIN, signed off, and the gate of a sale."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.duty import nobody_on_duty, pharmacist
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.duty import PIN, on_duty
from tests.surfaces.api.program import Program
from theriac.core.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-03")]


def test_a_program_signs_a_pharmacist_on_by_pin_and_then_sells(
    shop: Shop, manager: Program
) -> None:
    strict = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    stock_up(shop, strict, 10)
    nobody_on_duty(shop)
    sale: dict[str, Any] = {
        "lines": [{"product_id": str(strict.id), "quantity": 1, "ground": 0}],
        "grounds": [
            {
                "kind": "prescription",
                "prescriber": "dr. Wulan",
                "number": "R-1",
                "written_on": shop.today.isoformat(),
            }
        ],
        "payments": [{"method": "cash"}],
    }
    refused = manager.post("/sales", sale)
    assert (refused.status_code, refused.json()["code"]) == (403, "sales.duty_needed")
    assert manager.get("/duty").json() == {
        "branch_id": str(shop.branch_id),
        "asked_by_law": True,
        "asked": False,
        "people": [],
    }

    ratna = on_duty(shop, "ratna")
    for pin in ("", "000000"):
        wrong = manager.post("/duty/turns", {"person_id": str(ratna.id), "pin": pin})
        assert wrong.json()["code"].startswith("accounts.pin"), wrong.json()
    came = manager.post("/duty/turns", {"person_id": str(ratna.id), "pin": PIN})
    assert (came.status_code, came.json()["licence_kind"]) == (201, "sipa")
    assert manager.post("/sales", sale).status_code == 201

    at = f"/duty/turns/{came.json()['id']}/end"
    assert manager.post(at, {"reason": "Went home"}).json()["ended_reason"] == "Went home"
    assert manager.post(at, {"reason": "Went home"}).json()["code"] == "duty.ended"
    assert manager.post("/sales", sale).status_code == 403
    unknown = manager.post(f"/duty/turns/{new_id()}/end", {"reason": "Went home"})
    assert unknown.status_code == 404


def test_a_shift_is_planned_copied_and_removed(shop: Shop, manager: Program) -> None:
    ratna = pharmacist(shop)
    on = shop.today + timedelta(days=1)
    told = {
        "person_id": str(ratna.id),
        "on": on.isoformat(),
        "begins": "21:00",
        "ends": "07:00",
    }
    made = manager.post("/duty/shifts", told).json()
    assert manager.post("/duty/shifts", told).json()["code"] == "duty.shift_refused"
    assert manager.post("/duty/shifts", {**told, "begins": "25:00"}).status_code == 422
    week = manager.post("/duty/copied-weeks", {"week": (on + timedelta(days=7)).isoformat()})
    assert [one["person_id"] for one in week.json()["shifts"]] == [str(ratna.id)]

    at = f"/duty/shifts/{made['id']}"
    gone = manager.post(f"{at}/remove", if_match=manager.get(at)["ETag"])
    assert gone.status_code == 200
    assert manager.get(at).status_code == 404
    listed = manager.get(f"/duty/shifts?person_id={ratna.id}").json()["items"]
    assert len(listed) == 1
