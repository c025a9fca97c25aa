"""Unmet requests over the API."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine
from tests.surfaces.api.program import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-33")]


def test_a_request_is_recorded_once_a_key_counted_wanted_and_dismissed(
    manager: Program, shop: Shop
) -> None:
    medicine = add_medicine(shop)
    body = {"product_id": str(medicine.id), "quantity": 20, "note": "Friday"}
    first = manager.post("/unmet-requests", body, idempotency_key="k")
    assert first.status_code == 201
    assert manager.post("/unmet-requests", body, idempotency_key="k").json() == first.json()
    told = first.json()
    assert (told["product"], told["quantity"], told["state"]) == (
        "Paracetamol 500 mg tablet",
        20,
        "open",
    )
    words = manager.post("/unmet-requests", {"text": "Sirup X", "quantity": 1}).json()
    assert manager.post("/unmet-requests", {"quantity": 3}).status_code == 422
    assert manager.post("/unmet-requests", {"text": "x", "quantity": 100_001}).status_code == 422

    counted = manager.get("/unmet-requests/products").json()["items"]
    assert [(one["product"], one["text"], one["times"], one["units"]) for one in counted] == [
        ("Paracetamol 500 mg tablet", "", 1, 20),
        ("", "Sirup X", 1, 1),
    ]
    wanted = manager.post(f"/unmet-requests/{told['id']}/want", if_match='"1"').json()
    assert wanted["state"] == "listed"
    assert manager.get(f"/wants/{wanted['want_id']}").json()["source"] == "lost_sale"
    at = f"/unmet-requests/{words['id']}/dismiss"
    assert manager.post(at, {"reason": "Typo"}, if_match='"1"').json()["state"] == "dismissed"
    assert manager.post(at, {"reason": "Typo"}, if_match='"2"').status_code == 409
    assert len(manager.get("/unmet-requests?state=listed").json()["items"]) == 1
    assert manager.get("/unmet-requests?until=2020-01-01").json()["items"] == []
    assert len(manager.get("/unmet-requests/products").json()["items"]) == 1
