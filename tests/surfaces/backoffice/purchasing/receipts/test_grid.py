"""The grid of a delivery: rows typed, scanned and pasted, checked whole, written down together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.receipts import goods, received, written
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.stock.models import Balance
from theriac.surfaces.backoffice.purchasing.receipts.grid import ReceiptRow
from theriac.surfaces.backoffice.shell.forms.grid import MOST_ROWS, GridRefused, rows_pasted

pytestmark = pytest.mark.rows("UX-13")
GTIN = "08991234567891"
BOXES = [NewPack(name="tablet", factor=1), NewPack(name="box", factor=100, barcodes=[GTIN])]
PARACETAMOL = "Paracetamol 500 mg tablet"


def sent(*rows: dict[str, str], **more: str) -> dict[str, str]:
    """A form with these rows."""
    cells = {
        f"row-{at}-{name}": value for at, row in enumerate(rows) for name, value in row.items()
    }
    return {**cells, **more}


def a_row(medicine: Medicine, **more: str) -> dict[str, str]:
    """A row as the browser sends it once the product was chosen."""
    return {
        "product": PARACETAMOL,
        "product_id": str(medicine.id),
        "pack_id": str(medicine.packs[100]),
        "packs": "3",
        "batch_number": "AB-1",
        "expires_on": "12/30",
        "price": "10.000",
        **more,
    }


def test_a_delivery_and_its_rows_are_saved_together(shop: Shop, owner: Client) -> None:
    medicine, supplier_id = add_medicine(shop, packs=BOXES), a_supplier(shop)
    named = {"product": "paracetamol 500 MG tablet", "packs": "2", "batch_number": "AB-2"}
    empty = {"product": "", "packs": "", "batch_number": " "}
    form = sent(a_row(medicine), named, empty, supplier_id=str(supplier_id))
    page = owner.post("/receipts/new/", form, follow=True)
    assert "Draft" in page.text
    first, second = GoodsReceiptLine.objects.order_by("position")
    assert (first.packs, first.quantity, first.price, str(first.expires_on)) == (
        3,
        300,
        10_000,
        "2030-12-31",
    )
    assert (second.pack_id, second.batch_number, second.expires_on) == (
        medicine.packs[100],
        "AB-2",
        None,
    )


def test_put_on_the_shelf_at_once_or_kept_as_a_draft_with_the_reason(
    shop: Shop, owner: Client
) -> None:
    medicine, supplier = add_medicine(shop, packs=BOXES), str(a_supplier(shop))
    form = sent(a_row(medicine), supplier_id=supplier, then="shelf")
    page = owner.post("/receipts/new/", form, follow=True)
    assert "Goods receipt posted." in page.text
    assert Balance.objects.get().quantity == 300
    form = sent(a_row(medicine, batch_number=""), supplier_id=supplier, then="shelf")
    page = owner.post("/receipts/new/", form, follow=True)
    assert "The draft is saved. The goods are not on the shelf yet." in page.text
    assert "has no batch number" in page.text
    assert GoodsReceipt.objects.filter(state="draft").count() == 1
    # One who may not post has no such button, and pressing it without one saves the draft.
    restocker = client_of(shop, "restocker")
    assert 'value="shelf"' not in restocker.get("/receipts/new/").text
    form = sent(a_row(medicine), supplier_id=supplier, then="shelf")
    assert "Draft" in restocker.post("/receipts/new/", form, follow=True).text


def test_every_wrong_cell_is_told_and_what_was_typed_stays(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    add_medicine(shop, "Paracetamol 250 mg tablet")
    rows = (
        a_row(medicine, packs="0", expires_on="13/30", price="x"),
        {"product": "paracetamol", "packs": "1"},
        {"product": "zzzzqq", "packs": "1"},
        {"batch_number": "B-9"},
        a_row(medicine, discount_bp="99999"),
    )
    form = sent(*rows, supplier_id="nobody")
    page = owner.post("/receipts/new/", form)
    assert page.status_code == 422
    for words in (
        "Enter a quantity of 1 or more packs.",
        "There is no month 13.",
        "Enter digits only.",
        "Several products match. Choose one from the list.",
        "No product matches “zzzzqq”.",
        "Enter the product.",
        "This isn&#x27;t in the list.",
    ):
        assert words in page.text
    assert 'value="B-9"' in page.text
    assert 'value="13/30"' in page.text
    assert not GoodsReceipt.objects.exists()


def test_rows_of_a_draft_are_all_written_or_none_and_count_up(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop, packs=BOXES)
    day = shop.today + timedelta(days=400)
    line = goods(shop, medicine, batch_number="AB-1", serials=["S1"])
    at = f"/receipts/{written(shop, a_supplier(shop), line)}/"
    known = a_row(medicine, expires_on=f"{day:%d/%m/%Y}", price="", serials="S1")
    refused = owner.post(f"{at}lines/", sent(a_row(medicine), known))
    assert refused.status_code == 422
    assert "The pack with serial number S1 is already entered." in refused.text
    assert GoodsReceiptLine.objects.count() == 1

    page = owner.post(f"{at}lines/", sent(a_row(medicine), {**known, "serials": "S2"}), follow=True)
    assert "The rows are saved in the draft." in page.text
    first, second = GoodsReceiptLine.objects.order_by("position")
    assert (first.packs, first.quantity, first.serials) == (5, 500, ["S1", "S2"])
    assert (second.packs, second.position) == (3, 2)
    assert "AB-1" in owner.get(f"{at}lines/").text
    done = owner.post(f"{at}lines/", {"then": "shelf"}, follow=True)
    assert "Goods receipt posted." in done.text


@pytest.mark.rows("PUR-14", "PUR-17")
def test_a_code_fills_the_row_and_a_name_finds_products(shop: Shop, owner: Client) -> None:
    medicine, supplier_id = add_medicine(shop, packs=BOXES), a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine, batch_number="OLD"))
    day = shop.today + timedelta(days=500)
    code = f"]d201{GTIN}17{day:%y%m%d}10KF-77\x1d21S1"

    def answer(text: str) -> dict[str, Any]:
        asked = {"q": text, "beside": str(supplier_id)}
        told: dict[str, Any] = owner.get("/receipts/find/", asked).json()
        return told

    values = answer(code)["taken"]["values"]
    assert values["product_id"] == str(medicine.id)
    assert values["pack_id"] == str(medicine.packs[100])
    assert (values["batch_number"], values["expires_on"]) == ("KF-77", f"{day:%d/%m/%Y}")
    assert (values["serials"], values["packs"]) == ("S1", "1")
    assert (values["price"], values["last_price"]) == ("40.000", "40000")
    (one,) = answer("parac")["found"]
    assert one["name"] == PARACETAMOL
    assert one["row"]["values"]["pack_id"] == str(medicine.packs[100])
    assert answer("zzzzqq")["problem"] == "No product matches “zzzzqq”."
    assert "problem" in answer("]d2010899123456")
    for nothing in ("", "p", "12345670"):
        assert answer(nothing).get("found") == []
    assert client_of(shop, "cashier").get("/receipts/find/?q=parac").status_code == 403


def test_a_sheet_is_read_with_headings_or_by_order_and_bounded(shop: Shop, owner: Client) -> None:
    medicine, supplier_id = add_medicine(shop, packs=BOXES), a_supplier(shop)

    def pasted(text: str) -> Any:
        return owner.post("/receipts/paste/", {"text": text, "beside": str(supplier_id)})

    by_order = pasted(f"{PARACETAMOL}\t3\tAB-1\t12/30\t10.000\n\n{GTIN}\t2\tAB-2\t13/30\tx").json()
    good, bad = by_order["rows"]
    assert good["values"]["product_id"] == str(medicine.id)
    assert good["errors"] == {}
    assert (good["values"]["packs"], good["values"]["price"]) == ("3", "10.000")
    assert bad["values"]["product"] == PARACETAMOL
    assert set(bad["errors"]) == {"expires_on", "price"}
    assert by_order["cautions"] == []
    headed = pasted('ED\tQty\tWarna\tProduk\n12/30\t4\tred\t"zzzz"').json()
    (row,) = headed["rows"]
    assert (row["values"]["expires_on"], row["values"]["packs"]) == ("12/30", "4")
    assert row["errors"]["product"] == "No product matches “zzzz”."
    assert headed["cautions"] == ["These columns are not used: Warna."]
    for much in ("a\t1\n" * 201, "x" * 100_001):
        refused = pasted(much)
        assert refused.status_code == 422
        assert "at most 200 rows" in refused.json()["problem"]
    rows = ({"product": "x"} for _ in range(201))
    assert owner.post("/receipts/new/", sent(*rows)).status_code == 422


def test_empty_lines_between_the_rows_of_a_sheet_hide_none() -> None:
    spaced = "\n\n\n".join(f"Medicine {number}\t1" for number in range(MOST_ROWS))
    rows, _unread = rows_pasted(spaced, ReceiptRow)
    assert [row["product"] for row in rows] == [f"Medicine {at}" for at in range(MOST_ROWS)]
    with pytest.raises(GridRefused):
        rows_pasted(f"{spaced}\n\nOne more\t1", ReceiptRow)
