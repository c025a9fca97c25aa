"""Single packs over the API: a second sale refused and listed, what happened, a pack back."""

from __future__ import annotations

import pytest

from tests.support.serials import GTIN, a_serial_sold
from tests.support.shop import Shop, add_medicine
from tests.surfaces.api.program import Program
from theriac.domains.catalog.commands.products import NewPack

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-32")
def test_a_pack_that_was_sold_is_refused_listed_and_sold_again_once_it_came_back(
    manager: Program, shop: Shop
) -> None:
    packs = [NewPack(name="tablet", factor=1, price=700, barcodes=[GTIN])]
    medicine = add_medicine(shop, packs=packs)
    sold_id = a_serial_sold(shop, medicine)
    line = {
        "product_id": str(medicine.id),
        "quantity": 1,
        "serials": [{"gtin": GTIN, "serial": "S-1"}],
    }
    assert manager.post("/sales", {"lines": [line]}).status_code == 409

    (refusal,) = manager.get("/serial-refusals?why=sold").json()["items"]
    assert (refusal["serial"], refusal["product"], refusal["sold_id"]) == (
        "S-1",
        "Paracetamol 500 mg tablet",
        str(sold_id),
    )
    kinds = [one["kind"] for one in manager.get("/serials?serial=S-1").json()["events"]]
    assert sorted(kinds) == ["refused", "sold"]
    assert manager.get("/serials?serial=S-9").json() == {"serial": "S-9", "events": []}

    address = f"/sold-serials/{sold_id}/return"
    assert manager.post(address, {"reason": " "}).status_code == 422
    back = manager.post(address, {"reason": "Unopened"})
    assert back.status_code == 200
    assert [one["is_open"] for one in back.json()["events"] if one["kind"] == "sold"] == [False]
    again = manager.post(address, {"reason": "Unopened"})
    assert again.status_code == 409
    assert manager.post("/sales", {"lines": [line]}).status_code == 201


def test_a_refused_sale_is_judged_again_under_its_key(manager: Program, shop: Shop) -> None:
    """The report of its refusal doesn't take the key: it answered 404 for thirty days."""
    packs = [NewPack(name="tablet", factor=1, price=700, barcodes=[GTIN])]
    medicine = add_medicine(shop, packs=packs)
    sold_id = a_serial_sold(shop, medicine)
    serials = [{"gtin": GTIN, "serial": "S-1"}]
    sale = {"lines": [{"product_id": str(medicine.id), "quantity": 1, "serials": serials}]}
    for _ in range(2):
        answer = manager.post("/sales", sale, idempotency_key="one")
        assert (answer.status_code, answer.json()["code"]) == (409, "stock.serial_refused")

    back = manager.post(f"/sold-serials/{sold_id}/return", {"reason": "It came back unopened."})
    assert back.status_code in (200, 201)
    assert manager.post("/sales", sale, idempotency_key="one").status_code == 201
