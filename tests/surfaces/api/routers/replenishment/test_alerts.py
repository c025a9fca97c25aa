"""Alerts over the API, and the reason of each reorder alert."""

from __future__ import annotations

import pytest

from tests.support.alerts import an_alert
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program

pytestmark = pytest.mark.django_db


@pytest.mark.rows("API-03")
def test_reorder_alerts_say_why(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 4)
    alert = an_alert(shop, medicine, 10)

    found = manager.get("/reorder-alerts").json()["items"]

    assert [(one["id"], one["product"]) for one in found] == [
        (str(alert), "Paracetamol 500 mg tablet")
    ]
    assert found[0]["reason"] == {
        "on_hand": 4,
        "available": 4,
        "minimum": 10,
        "lacking": 6,
        "sold": 0,
        "days_of_cover": None,
        "days_out": 0,
    }


def test_an_alert_is_acknowledged_once_over_and_over(manager: Program, shop: Shop) -> None:
    alert = an_alert(shop, add_medicine(shop), 10)
    at = f"/alerts/{alert}"
    said = {"note": "Ordered"}
    first = manager.post(f"{at}/acknowledge", said, idempotency_key="k")
    again = manager.post(f"{at}/acknowledge", said, idempotency_key="k")

    assert (first.status_code, again.json()) == (200, first.json())
    assert (first.json()["note"], first.json()["kind"]) == ("Ordered", "low")
    assert manager.post(f"{at}/acknowledge", said).status_code == 409
    owner = manager.put(f"{at}/owner", {"owner_id": str(shop.owner.id)}).json()
    assert owner["owner_id"] == str(shop.owner.id)
    assert manager.get("/alerts?acknowledged=false").json()["items"] == []
    assert len(manager.get("/alerts?acknowledged=true&is_open=true").json()["items"]) == 1
    assert manager.put(f"{at}/owner", {"owner_id": str(alert)}).status_code == 422
