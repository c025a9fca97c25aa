"""Reservations over the API: how a paid web order keeps its goods."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program
from theriac.core import clock

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-12")
def test_a_paid_web_order_reserves_stock_and_its_sale_takes_it(
    manager: Program, shop: Shop
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10, batch_number="A")
    body = {
        "product_id": str(medicine.id),
        "quantity": 8,
        "expires_at": (clock.now() + timedelta(hours=2)).isoformat(),
        "reference": "WEB-17",
    }
    first = manager.post("/reservations", body, idempotency_key="k")
    again = manager.post("/reservations", body, idempotency_key="k")
    assert (first.status_code, again.json()) == (201, first.json())
    made = first.json()
    assert (made["state"], made["purpose"], made["quantity"]) == ("active", "order", 8)

    stock = manager.get(f"/stock/{medicine.id}").json()
    level = stock["level"]
    assert (level["on_hand"], level["available"], level["reserved"]) == (10, 2, 8)
    assert [(one["quantity"], one["reserved"]) for one in stock["batches"]] == [(10, 8)]
    refused = manager.post("/reservations", {**body, "quantity": 3})
    assert (refused.status_code, refused.json()["available"]) == (409, 2)

    lines = [{"product_id": str(medicine.id), "quantity": 8}]
    assert manager.post("/sales", {"lines": lines}).status_code == 409
    sold = manager.post("/sales", {"lines": lines, "reservation_ids": [made["id"]]})
    assert sold.status_code == 201
    assert manager.get(f"/reservations/{made['id']}").json()["state"] == "taken"
    assert manager.get("/reservations?state=active").json()["items"] == []


def test_it_is_kept_longer_and_released(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    body = {
        "product_id": str(medicine.id),
        "quantity": 4,
        "expires_at": (clock.now() + timedelta(hours=2)).isoformat(),
        "reference": "Ticket 4",
        "purpose": "hand",
    }
    at = f"/reservations/{manager.post('/reservations', body).json()['id']}"
    longer = {"expires_at": (clock.now() + timedelta(days=2)).isoformat()}
    assert manager.post(f"{at}/extend", longer, if_match='"1"').json()["version"] == 2
    stale = manager.post(f"{at}/release", {"reason": "late"}, if_match='"1"')
    assert (stale.status_code, stale.json()["current"]) == (409, 2)
    released = manager.post(f"{at}/release", {"reason": "late"}, if_match='"2"').json()
    assert (released["state"], released["ended_reason"]) == ("released", "late")
    ended = manager.post(f"{at}/extend", longer, if_match='"3"')
    assert (ended.status_code, ended.json()["state"]) == (409, "released")
    assert (
        manager.post("/reservations", {**body, "expires_at": "2020-01-01T00:00:00Z"}).status_code
        == 422
    )
