"""A delivery on the screen: scanned, completed, checked, priced, posted, reversed, exported."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.recalls import recall_of
from tests.support.receipts import goods, received, written
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, SellingMargin
from theriac.domains.stock.models import Balance

GTIN = "08991234567891"
BOXES = [NewPack(name="tablet", factor=1), NewPack(name="box", factor=100, barcodes=[GTIN])]


def begun(client: Client, shop: Shop) -> str:
    """The address of a draft."""
    typed = {"supplier_id": str(a_supplier(shop)), "delivery_note": "SJ-7"}
    return client.post("/receipts/new/", typed, follow=True).redirect_chain[-1][0]


@pytest.mark.rows("PUR-14")
def test_a_delivery_is_checked_priced_posted_and_reversed(shop: Shop, owner: Client) -> None:
    owner.post(
        "/receipts/rules/",
        {
            "group": "free",
            "basis": "list",
            "margin_bp": "20",
            "step": "100",
            "valid_from": shop.today.isoformat(),
        },
    )
    assert SellingMargin.objects.get().margin_bp == 2_000
    soon = shop.today + timedelta(days=40)
    line = goods(shop, add_medicine(shop), expires_on=soon)
    at = f"/receipts/{written(shop, a_supplier(shop), line)}/"

    refused = owner.post(f"{at}check/", {"version": "1"}, follow=True)
    assert "expires in 40 days" in refused.text
    checked = owner.post(f"{at}check/", {"version": "1", "accept_short": "yes"}, follow=True)
    assert "Checked. The goods receipt is ready to post." in checked.text
    prices = owner.get(f"{at}prices/").text
    assert "suggested Rp 53.300" in prices
    field = f"price_{GoodsReceiptLine.objects.get().id.hex}"
    owner.post(f"{at}prices/", {"version": "2", field: "53.500"})
    posted = owner.post(f"{at}post/", {"version": "3"}, follow=True)

    receipt = GoodsReceipt.objects.get()
    assert receipt.number in posted.text
    assert Balance.objects.get().quantity == 200
    reversed_page = owner.post(f"{at}reverse/", {"version": "4", "reason": "twice"}, follow=True)
    assert f"MLT-GRX-{shop.today:%y}-000001" in reversed_page.text
    assert Balance.objects.get().quantity == 0


@pytest.mark.rows("PUR-15")
def test_an_invoice_as_a_table_is_compared(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    at = f"/receipts/{written(shop, a_supplier(shop), goods(shop, medicine))}/"
    table = (
        "Kode;Nama Barang;Satuan;Qty;Harga Satuan;No Batch;ED\n"
        ";Paracetamol 500 mg tablet;box;2;40.000;KF-02;31/01/2031\n"
        ";Amoxicillin;box;x;1.000;A;12/2030\n"
    )
    file = SimpleUploadedFile("faktur.csv", table.encode(), content_type="text/csv")

    page = owner.post(f"{at}invoice/", {"file": file}, follow=True).text

    assert "KF-02" in page
    assert "2031-01-31" in page
    assert "The quantity “x” can&#x27;t be read." in page
    assert GoodsReceipt.objects.get().invoice_file_id is not None
    file_address = f"{at}?export=xlsx&amp;table=differences"
    assert f'href="{file_address}"' in page
    book = owner.get(file_address.replace("&amp;", "&"))
    assert b"".join(book.streaming_content).startswith(b"PK")
    bad = owner.post(f"{at}invoice/", {"typed": "foo,bar\n1,2\n"})
    assert bad.status_code == 422


@pytest.mark.rows("PUR-16")
def test_bonuses_are_listed_and_exported(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    received(shop, a_supplier(shop), goods(shop, medicine, packs=10, bonus_packs=1))

    assert "Rp 40.000" in owner.get("/receipts/bonuses/").text
    csv = owner.get("/receipts/bonuses/?export=csv")
    text = b"".join(csv.streaming_content).decode() if csv.streaming else csv.content.decode()
    assert "Paracetamol 500 mg tablet" in text
    book = owner.get("/receipts/bonuses/?export=xlsx")
    data = b"".join(book.streaming_content) if book.streaming else book.content
    assert io.BytesIO(data).read(2) == b"PK"


@pytest.mark.rows("PUR-16")
def test_bonuses_are_narrowed_by_supplier_and_day_and_added_up(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    first, second = a_supplier(shop), a_supplier(shop, "PT Lain")
    received(shop, first, goods(shop, medicine, packs=10, bonus_packs=1))
    received(shop, second, goods(shop, medicine, packs=10, bonus_packs=2))

    def listed(query: str) -> tuple[int, int]:
        page = owner.get(f"/receipts/bonuses/?{query}")
        return len(page.context["rows"]), page.context["worth"].amount

    assert listed("") == (2, 120_000)
    assert listed(f"supplier={first}") == (1, 40_000)
    assert listed(f"supplier={second}&since={shop.today}&until={shop.today}") == (1, 80_000)
    assert listed(f"since={shop.today + timedelta(days=1)}") == (0, 0)
    assert "Rp 120.000" in owner.get("/receipts/bonuses/").text
    asked = {"HX-Request": "true", "HX-Target": "t-list"}
    part = owner.get(f"/receipts/bonuses/?supplier={first}", headers=asked).text
    assert 'id="t-bonus-worth"' in part
    assert "Rp 40.000" in part


def test_lines_and_head_are_changed_and_a_draft_is_thrown_away(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    supplier_id = a_supplier(shop)
    at = f"/receipts/{written(shop, supplier_id, goods(shop, medicine))}/"
    line = GoodsReceiptLine.objects.get()
    assert 'value="KF-01"' in owner.get(f"{at}lines/{line.id}/").text
    typed = {"pack_id": str(line.pack_id), "packs": "5", "batch_number": "KF-01", "price": "1.000"}
    owner.post(f"{at}lines/{line.id}/", typed)
    line.refresh_from_db()
    assert (line.packs, line.price, line.expires_on) == (5, 1_000, None)
    assert "has no expiry" in owner.get(at).text
    head = {"supplier_id": str(supplier_id), "freight": "2.500", "version": "2"}
    owner.post(f"{at}head/", head)
    assert GoodsReceipt.objects.get().freight == 2_500
    owner.post(f"{at}lines/{line.id}/remove/")
    assert not GoodsReceiptLine.objects.exists()
    owner.post(f"{at}discard/", {"version": "4"})
    assert not GoodsReceipt.objects.exists()


def test_a_restocker_sees_that_it_waits_for_somebody(shop: Shop) -> None:
    restocker = client_of(shop, "restocker")
    receipt_id = written(shop, a_supplier(shop), goods(shop, add_medicine(shop)))
    page = restocker.post(f"/receipts/{receipt_id}/check/", {"version": "1"}, follow=True).text

    assert "A pharmacist or manager must post it. Until then, nothing" in page
    assert restocker.post(f"/receipts/{receipt_id}/post/", {"version": "2"}).status_code == 403
    owner = client_of(shop, "owner")
    owner.post("/receipts/rules/short/", {"short_days": "500"})
    assert "short-dated" in owner.get(f"/receipts/{receipt_id}/").text


def test_the_address_of_before_leads_to_a_new_receipt_with_its_product(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    only = str(a_supplier(shop))
    asked = {"product": str(medicine.id)}
    page = owner.get("/stock/receive/", asked, follow=True)
    assert page.redirect_chain[-1][0] == f"/receipts/new/?product={medicine.id}"
    assert page.context["form"]["supplier_id"].value() == only
    (row,) = page.context["grid"].rows
    assert row["product"].value() == "Paracetamol 500 mg tablet"
    assert row["product_id"].value() == str(medicine.id)
    assert client_of(shop, "cashier").get("/stock/receive/").status_code == 403


def test_a_pharmacy_without_a_supplier_is_led_to_one(shop: Shop, owner: Client) -> None:
    assert 'href="/suppliers/new/"' in owner.get("/receipts/new/").text
    told = client_of(shop, "restocker").get("/receipts/new/").text
    assert "Ask a colleague with permission to add the supplier first." in told


@pytest.mark.rows("PUR-14")
def test_one_confirmation_checks_and_posts(shop: Shop, owner: Client) -> None:
    at = f"/receipts/{written(shop, a_supplier(shop), goods(shop, add_medicine(shop)))}/"
    restocker = client_of(shop, "restocker")
    assert "Check and post" not in restocker.get(at).text
    assert restocker.post(f"{at}at-once/", {"version": "1"}).status_code == 403
    assert "Check and post" in owner.get(at).text
    page = owner.post(f"{at}at-once/", {"version": "1"}, follow=True)
    assert "Goods receipt posted." in page.text
    assert Balance.objects.get().quantity == 200


@pytest.mark.rows("STK-24")
def test_a_recalled_lot_is_said_on_the_receipt_before_and_after(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    recall = recall_of(shop, [stock_up(shop, medicine, 10, batch_number="KF-01")])
    at = f"/receipts/{written(shop, a_supplier(shop), goods(shop, medicine))}/"
    before = owner.get(at).text
    assert "Paracetamol 500 mg tablet, batch KF-01, is recalled" in before
    assert "Return it to the driver and remove the line." in before
    assert f'href="/stock/recalls/{recall.id}/"' in before
    after = owner.post(f"{at}at-once/", {"version": "1"}, follow=True).text
    assert "It was frozen on arrival and added to that recall, so it" in after
    assert recall.number in after


@pytest.mark.rows("PUR-14")
def test_an_invoice_known_already_is_shown_and_ticked_to_be_posted(
    shop: Shop, owner: Client
) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    first = received(shop, supplier_id, goods(shop, medicine), invoice_number="INV 0207")
    again = written(shop, supplier_id, goods(shop, medicine), invoice_number="inv-0207")
    at = f"/receipts/{again}/"
    number = GoodsReceipt.objects.get(id=first).number

    page = owner.get(at)
    assert "Invoice inv-0207 is already used by" in page.text
    assert number in page.text
    refused = owner.post(f"{at}at-once/", {"version": 1}, follow=True)
    assert "If this is correct, confirm it and send again." in refused.text
    assert GoodsReceipt.objects.get(id=again).state == "draft"

    code = f"invoice_known:{first.hex}"
    assert f'value="{code}"' in page.text
    done = owner.post(f"{at}at-once/", {"version": 1, "confirmed": [code]}, follow=True)
    assert "Goods receipt posted" in done.text
    assert "is already used by" not in done.text
