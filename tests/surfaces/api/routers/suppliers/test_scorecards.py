"""Scorecards by the API."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.orders import an_order, came
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from tests.surfaces.api.program import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-21")]


def test_a_scorecard_is_compared_and_read_with_what_it_rests_on(
    shop: Shop, manager: Program
) -> None:
    supplier_id, medicine = a_supplier(shop), add_medicine(shop)
    order_id = an_order(shop, medicine, supplier_id)
    receipt_id = came(shop, order_id, 1)

    (item,) = manager.get("/suppliers/scorecards").json()["items"]
    assert item["supplier"] == "PT Kimia Farma Trading"
    assert item["lead"] == {"orders": 1, "mean": 0, "median": 0, "least": 0, "most": 0}
    assert item["fill_units"] == {"part": 100, "whole": 200, "share_bp": 5_000}
    assert (item["moved_bp"], item["compared"]) == (None, 0)
    read = manager.get(f"/suppliers/{supplier_id}/scorecard").json()
    assert read["score"] == item
    assert [one["order_id"] for one in read["orders"]] == [str(order_id)]
    (product,) = read["products"]
    assert (product["receipt_id"], product["last"]) == (str(receipt_id), 40_000)
    earliest = manager.get(f"/suppliers/{supplier_id}/scorecard?last_on=2020-01-01").json()
    assert earliest["score"]["deliveries"] == 0
    assert manager.get(f"/suppliers/{uuid4()}/scorecard").status_code == 404
