"""The want list over the API."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine
from tests.surfaces.api.program import Program

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-36")
def test_an_entry_is_added_once_a_key_changed_taken_and_removed(
    manager: Program, shop: Shop
) -> None:
    body = {"product_id": str(add_medicine(shop).id), "quantity": 20, "source": "lost_sale"}
    first = manager.post("/wants", body, idempotency_key="k")
    again = manager.post("/wants", body, idempotency_key="k")
    assert (first.status_code, again.json()) == (201, first.json())
    merged = manager.post("/wants", body, idempotency_key="l").json()
    assert (merged["id"], merged["quantity"]) == (first.json()["id"], 40)

    at = f"/wants/{merged['id']}"
    changed = manager.put(at, {"quantity": 15, "note": "Soon"}, if_match='"2"').json()
    assert (changed["quantity"], changed["version"]) == (15, 3)
    assert manager.post(f"{at}/take", if_match='"3"').json()["state"] == "taken"
    assert manager.post(f"{at}/give-back", if_match='"4"').json()["state"] == "open"
    removed = manager.post(f"{at}/remove", {"reason": "Enough"}, if_match='"5"').json()
    assert (removed["state"], removed["ended_reason"]) == ("removed", "Enough")
    assert manager.post(f"{at}/take", if_match='"6"').status_code == 409
    assert manager.get("/wants?is_listed=true").json()["items"] == []
    assert len(manager.get("/wants?state=removed&source=lost_sale").json()["items"]) == 1
    assert manager.post("/wants", {"quantity": 3}).status_code == 422
