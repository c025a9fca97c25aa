"""Packs that are scanned one after the other, and what arrived outside its temperature."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.receipts import goods, received, written
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.purchasing.models import GoodsReceiptLine
from theriac.domains.stock.models import Batch

GTIN = "08991234567891"
BOXES = [NewPack(name="tablet", factor=1), NewPack(name="box", factor=100, barcodes=[GTIN])]


@pytest.mark.rows("PUR-17")
def test_the_next_scan_counts_up_whatever_price_was_corrected(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop, packs=BOXES)
    supplier_id = a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine, batch_number="OLD"))
    at = f"/receipts/{written(shop, supplier_id)}/"
    day = shop.today + timedelta(days=500)
    code = f"]d201{GTIN}17{day:%y%m%d}10KF-77"
    lines = GoodsReceiptLine.objects.filter(batch_number="KF-77").order_by("position")
    owner.post(f"{at}scan/", {"q": code})
    assert lines.get().price == 40_000
    typed = {
        "pack_id": str(medicine.packs[100]),
        "packs": "1",
        "batch_number": "KF-77",
        "expires_on": f"{day:%d/%m/%Y}",
        "price": "44.000",
    }
    owner.post(f"{at}lines/{lines.get().id}/", typed)

    owner.post(f"{at}scan/", {"q": code})
    form = owner.post(f"{at}scan/", {"q": GTIN[1:]}, follow=True)
    blank = form.context["form"]
    assert (str(blank["price"].value()), blank["last_price"].value()) == ("40.000", "40000")
    filled = {**typed, "product_id": str(medicine.id), "price": "40.000", "last_price": "40000"}
    owner.post(f"{at}lines/new/", filled)
    assert [(one.packs, one.price) for one in lines.all()] == [(3, 44_000)]
    owner.post(f"{at}lines/new/", {**filled, "price": "41.000"})
    assert [(one.packs, one.price) for one in lines.all()] == [(3, 44_000), (1, 41_000)]


@pytest.mark.rows("PUR-14")
def test_what_arrived_too_warm_is_said_and_held_unless_accepted(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop, "Insulin", storage="fridge")
    supplier_id = a_supplier(shop)
    at = f"/receipts/{written(shop, supplier_id, goods(shop, medicine, temperature=250))}/"

    draft = owner.get(at).text
    assert "Insulin arrived at 25,0 °C and is to be kept at 2,0 °C to 8,0 °C." in draft
    assert "unless a pharmacist accepts it" in draft
    assert "Accept 1 line outside its temperature knowingly" in draft
    assert "25,0 °C" in owner.get(f"{at}?export=csv").getvalue().decode()
    checked = owner.post(f"{at}check/", {"version": "1"}, follow=True).text
    assert "It is held when it is posted." in checked
    posted = owner.post(f"{at}post/", {"version": "2"}, follow=True).text
    assert "What arrived outside its temperature is held." in posted
    assert "It was held as it arrived." in posted
    assert Batch.objects.get().state == "held"

    other = goods(shop, medicine, temperature=90, batch_number="KF-02")
    at = f"/receipts/{written(shop, supplier_id, other)}/"
    taken = {"version": "1", "accept_temperature": "yes"}
    said = owner.post(f"{at}at-once/", taken, follow=True).text
    assert "Every counter can sell them." in said
    assert "It was accepted knowingly at the check." in said
    assert Batch.objects.get(number="KF-02").state == "released"
