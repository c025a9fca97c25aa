"""Counts, differences and limits of controlled medicines over the API."""

from __future__ import annotations

import pytest

from tests.support.controlled import add_controlled
from tests.support.shop import Shop, stock_up
from tests.surfaces.api.program import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-04", "CTL-07")]


def test_a_count_tells_whether_it_agrees_and_two_settle_it(shop: Shop, manager: Program) -> None:
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 140)
    counted = {"product_id": str(medicine.id), "counted": 138}
    told = manager.post("/controlled-counts", counted)
    assert told.status_code == 201
    assert (told.json()["agrees"], "difference" in told.json()) == (False, False)
    at = f"/controlled-cases/{told.json()['case_id']}"
    case = manager.get(at)
    assert (case.json()["difference"], case.json()["state"]) == (-2, "open")
    why = {"explanation": "breakage, memo 7"}
    asked = manager.post(f"{at}/settle", why, if_match=case["ETag"])
    assert asked.json()["code"] == "approval.needed"
    assert asked.json()["action"] == "controlled.settle"
    agrees = manager.post("/controlled-counts", {**counted, "counted": 140}).json()
    assert (agrees["agrees"], agrees["case_id"]) == (True, told.json()["case_id"])


def test_limits_are_set_and_ended(manager: Program) -> None:
    wanted = {"legal_class": "narkotika", "units": 30, "days": 7}
    made = manager.post("/dispensing-limits", wanted)
    assert made.status_code == 201
    again = manager.post("/dispensing-limits", {**wanted, "units": 10})
    assert again.json()["code"] == "controlled.limit_stands"
    at = f"/dispensing-limits/{made.json()['id']}"
    assert [one["id"] for one in manager.get("/dispensing-limits").json()["items"]] == [
        made.json()["id"]
    ]
    ended = manager.post(f"{at}/end", {"reason": "changed"}, if_match=manager.get(at)["ETag"])
    assert ended.json()["ended_at"]
    assert manager.get("/dispensing-limits").json()["items"] == []
