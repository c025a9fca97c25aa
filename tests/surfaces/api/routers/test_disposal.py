"""Destructions over the API: what is written down, what is refused, once a key."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program
from theriac.core.ids import new_id
from theriac.domains.disposal.models import Destruction
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(shop: Shop) -> UUID:
    """Ten on the shelf at 40 a unit."""
    return stock_up(shop, add_medicine(shop), 10, batch_number="D-1", cost_amount=40, cost_units=1)


def written(batch: UUID, quantity: int = 3, **more: Any) -> dict[str, Any]:
    line = {"batch_id": str(batch), "place": "shelf", "quantity": quantity}
    return {"lines": [line], "method": "Incinerated", "reason": "Wet", **more}


def test_what_is_to_be_destroyed_is_written_down_and_nothing_moves(
    manager: Program, shop: Shop, batch: UUID
) -> None:
    done = manager.post("/destructions", written(batch))
    assert done.status_code == 201
    told = done.json()
    assert (told["state"], told["number"], told["witnesses"]) == ("draft", "", [])
    assert (told["method"], told["reason"]) == ("Incinerated", "Wet")
    assert told["branch_id"] == str(shop.branch_id)
    [line] = told["lines"]
    assert (line["batch_id"], line["number"]) == (str(batch), "D-1")
    assert (line["place"], line["quantity"]) == ("shelf", 3)
    assert line["cost"] == {"amount": 120, "currency": "IDR"}

    assert manager.get(f"/destructions/{told['id']}").json() == told
    listed = manager.get("/destructions?state=draft").json()["items"]
    assert [one["id"] for one in listed] == [told["id"]]
    assert Balance.objects.get(batch_id=batch).quantity == 10


def test_a_repeated_request_writes_one_document(manager: Program, batch: UUID) -> None:
    first = manager.post("/destructions", written(batch), idempotency_key="k")
    again = manager.post("/destructions", written(batch), idempotency_key="k")
    assert (first.status_code, again.json()) == (201, first.json())
    assert Destruction.objects.count() == 1


def test_what_the_branch_doesnt_have_isnt_written_down(manager: Program, batch: UUID) -> None:
    too_many = manager.post("/destructions", written(batch, 11))
    assert (too_many.status_code, too_many.json()["code"]) == (409, "stock.insufficient")
    unknown = manager.post("/destructions", written(new_id()))
    assert unknown.status_code == 404
    assert unknown.json()["detail"] == "This branch doesn’t have this batch there."
    for wrong in (written(batch, lines=[]), written(batch, method=" "), written(batch, reason="")):
        assert manager.post("/destructions", wrong).status_code == 422
    assert not Destruction.objects.exists()
