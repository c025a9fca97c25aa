"""A program writes a delivery down."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.support.receipts import goods, received
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from tests.surfaces.api.program import Program
from tests.surfaces.api.receipts import written_line
from theriac.domains.catalog.commands.products import NewPack

pytestmark = pytest.mark.django_db
GTIN = "08991234567891"


@pytest.mark.rows("PUR-14", "PUR-17")
def test_a_delivery_goes_from_scan_to_lines_and_costs(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(
        shop, packs=[NewPack(name="box", factor=100, barcodes=[GTIN]), NewPack(name="t", factor=1)]
    )
    supplier_id = a_supplier(shop)
    begun = manager.post(
        "/goods-receipts", {"supplier_id": str(supplier_id)}, idempotency_key="one"
    )
    again = manager.post(
        "/goods-receipts", {"supplier_id": str(supplier_id)}, idempotency_key="one"
    )
    assert (begun.status_code, again.json()["id"]) == (201, begun.json()["id"])
    at = f"/goods-receipts/{begun.json()['id']}"
    expiry = shop.today + timedelta(days=500)

    read = manager.post(
        f"{at}/scan", {"code": f"(01){GTIN}(17){expiry:%y%m%d}(10)KF-77(21)S1"}
    ).json()
    assert (read["batch_number"], read["expires_on"]) == ("KF-77", expiry.isoformat())
    line = {
        name: read[name] for name in ("product_id", "pack_id", "batch_number", "expires_on")
    } | {"serials": [read["serial"]], "price": 40_000, "packs": 2, "bonus_packs": 1}
    told = manager.post(f"{at}/lines", line).json()
    (kept,) = told["lines"]
    assert (kept["quantity"], kept["tax"], kept["serials"]) == (300, 8_800, ["S1"])
    assert (told["net"], told["tax"], told["total"]) == (80_000, 8_800, 88_800)

    changed = manager.put(f"{at}/lines/{kept['id']}", {**line, "discount_bp": 1000})
    assert changed.json()["net"] == 72_000
    gone = manager.post(f"{at}/lines/{kept['id']}/removal").json()
    assert gone["lines"] == []
    head = {"supplier_id": str(supplier_id), "freight": 500}
    assert manager.put(at, head, if_match=f'"{gone["version"]}"').json()["freight"] == 500
    assert manager.get(f"/goods-receipts/{uuid4()}").status_code == 404
    assert medicine.id is not None


@pytest.mark.rows("PUR-17")
def test_a_scans_last_price_counts_up_what_a_person_corrected(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    line = {**written_line(shop, medicine), "price": 44_000}
    body = {"supplier_id": str(a_supplier(shop)), "lines": [line]}
    at = f"/goods-receipts/{manager.post('/goods-receipts', body).json()['id']}"
    came = {**line, "packs": 1, "bonus_packs": 0, "price": 40_000}

    counted = manager.post(f"{at}/lines", {**came, "is_last_price": True}).json()["lines"]
    split = manager.post(f"{at}/lines", came).json()["lines"]

    assert [(one["packs"], one["price"]) for one in counted] == [(line["packs"] + 1, 44_000)]
    assert [one["price"] for one in split] == [44_000, 40_000]


@pytest.mark.rows("PUR-15")
def test_an_invoice_is_compared_with_what_came(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    body = {"supplier_id": str(a_supplier(shop)), "lines": [written_line(shop, medicine)]}
    at = f"/goods-receipts/{manager.post('/goods-receipts', body).json()['id']}"
    printed = {
        "name": "paracetamol 500 mg  tablet",
        "unit": "strip",
        "packs": 20,
        "price": 4_000,
        "batch_number": "KF-08",
    }

    told = manager.put(
        f"{at}/invoice-lines", {"lines": [printed, {"name": "Obat X", "packs": 1}]}
    ).json()

    found = [(one["kind"], one["printed"], one["came"]) for one in told["differences"]]
    assert found[:3] == [
        ("quantity", "200", "100"),
        ("bonus", "0", "100"),
        ("batch", "KF-08", "KF-09"),
    ]
    assert [one[0] for one in found[3:]] == ["unread"]


@pytest.mark.rows("PUR-16")
def test_bonuses_are_reported_with_their_worth(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    supplier_id = a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine, packs=10, bonus_packs=1))
    received(shop, supplier_id, goods(shop, medicine, batch_number="KF-02"))

    (row,) = manager.get(f"/goods-receipts/bonuses?supplier_id={supplier_id}").json()["items"]

    assert (row["packs"], row["bonus_packs"], row["worth"]) == (10, 1, 40_000)
    assert (row["cost"], row["quantity"]) == (400_000, 1_100)
    later = shop.today + timedelta(days=1)
    assert manager.get(f"/goods-receipts/bonuses?received_from={later}").json()["items"] == []
