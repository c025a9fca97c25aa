"""Returns to suppliers as a program makes them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from tests.surfaces.api.program import Program

pytestmark = pytest.mark.django_db


@pytest.mark.rows("PUR-19")
def test_expired_goods_go_back_and_the_credit_settles_it(manager: Program, shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 50, days=-3, cost_amount=10_000, cost_units=50)
    body = {
        "branch_id": str(shop.branch_id),
        "supplier_id": str(a_supplier(shop)),
        "lines": [{"batch_id": str(batch), "quantity": 20, "why": "expired"}],
    }
    begun = manager.post("/supplier-returns", body, idempotency_key="one")
    assert (begun.status_code, begun.json()["worth"]["amount"]) == (201, 4_000)
    assert manager.post("/supplier-returns", body, idempotency_key="one").json() == begun.json()
    at = f"/supplier-returns/{begun.json()['id']}"

    sent = manager.post(f"{at}/sending", if_match='"1"').json()
    assert (sent["state"], sent["number"][-12:]) == ("sent", "-RS-26-000001"[-12:])
    assert sent["awaited"] == {"amount": 4_000, "currency": "IDR"}
    listed = manager.get("/supplier-returns?state=sent").json()["items"]
    assert [row["id"] for row in listed] == [sent["id"]]

    note = {"number": "CN-7", "credited_on": shop.today.isoformat(), "amount": 4_000}
    done = manager.post(f"{at}/credits", note, if_match='"2"').json()
    assert (done["state"], done["awaited"]["amount"], done["credits"][0]["number"]) == (
        "settled",
        0,
        "CN-7",
    )


def test_refusals_name_the_field(manager: Program, shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 5)
    body = {
        "branch_id": str(shop.branch_id),
        "supplier_id": str(a_supplier(shop)),
        "lines": [{"batch_id": str(batch), "quantity": 6, "why": "expired"}],
    }
    refused = manager.post("/supplier-returns", body)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (
        422,
        "lines.0.quantity",
    )
    assert manager.get(f"/supplier-returns/{uuid4()}").status_code == 404
    assert (
        manager.post("/supplier-returns", {**body, "supplier_id": str(uuid4())}).status_code == 404
    )
