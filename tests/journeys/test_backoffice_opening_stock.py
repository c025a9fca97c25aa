"""Opening stock from a file to the shelf, in a real browser; what lacks an expiry waits for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible
from tests.support.backoffice import sign_in
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop, add_medicine, open_shop
from theriac.domains.catalog.models import Product
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.problems import InsufficientStock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STOCK = """nama obat;stok;satuan;no batch;tgl exp;hpp;rak
Paracetamol 500 mg tablet;2;box;PCT1;31/12/2028;52.000;A-02
Paracetamol 500 mg tablet;7;strip;;;5.200;A-02
Cetirizine 10 mg tablet;5O;strip;CTZ1;31/12/2028;4.000;A-03
Cetirizine 10 mg tablet;30;strip;CTZ2;31/13/2028;4.000;A-03
Obat yang tidak ada;3;strip;X1;31/12/2028;1.000;B-01
Cetirizine 10 mg tablet;12;strip;CTZ3;30/06/2028;4.000;A-03
"""


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    add_medicine(shop)
    add_medicine(shop, "Cetirizine 10 mg tablet")
    return shop


def sell(shop: Shop, tablets: int) -> None:
    product = Product.objects.get(name__startswith="Paracetamol")
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=(SaleItem(product_id=product.id, quantity=tablets),)),
    )


def check(page: Page, path: Path) -> None:
    """Upload, see what the columns mean, have the file checked, see each problem at its place."""
    page.goto("/imports/new/")
    page.get_by_label("Opening stock").check()
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="Continue to columns").click()

    for column, meaning in {
        "nama obat": "name",
        "stok": "quantity",
        "satuan": "unit",
        "no batch": "batch",
        "tgl exp": "expiry",
        "hpp": "cost",
        "rak": "shelf",
    }.items():
        expect(page.get_by_label(f"Meaning of “{column}”")).to_have_value(meaning)
    page.get_by_role("button", name="Check the file").click()
    page.wait_for_selector("progress")
    run_due_jobs()

    expect(page.get_by_label("Result of the check").locator(".t-fig-v")).to_have_text(
        ["3", "0", "0", "3"]
    )
    for content, column, words in (
        ("5O", "stok", "The number contains a letter O."),
        ("31/13/2028", "tgl exp", "There is no month 13."),
        ("Obat yang tidak ada", "nama obat", "isn't in the catalogue"),
    ):
        row = page.get_by_role("row").filter(has_text=content)
        expect(row).to_contain_text(column)
        expect(row).to_contain_text(words)
    expect(page.get_by_text("1 row has no expiry date")).to_be_visible()
    assert_accessible(page)


@pytest.mark.rows("CAT-13")
def test_opening_stock_comes_in_and_what_lacks_an_expiry_waits(
    shop: Shop, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "stok awal.csv"
    path.write_text(STOCK, encoding="utf-8")
    sign_in(page)
    check(page, path)
    assert Batch.objects.count() == 0
    page.get_by_role("button", name="Import 3 rows").click()
    page.wait_for_selector("progress")
    run_due_jobs()

    expect(page.get_by_text("3 rows imported")).to_be_visible()
    expect(
        page.get_by_text("3 rows were skipped. Download them, correct them, and import")
    ).to_be_visible()
    stock = {batch.number: batch.id for batch in Batch.objects.all()}
    assert {
        number: Balance.objects.get(batch_id=key, quantity__gt=0).quantity
        for number, key in stock.items()
    } == {"PCT1": 200, "": 70, "CTZ3": 120}
    with pytest.raises(InsufficientStock):
        sell(shop, 210)

    page.get_by_role("link", name="View products").click()
    row = page.get_by_role("row").filter(has_text="Paracetamol 500 mg tablet")
    expect(row).to_contain_text("2 boxes")
    expect(row).to_contain_text("2 boxes + 7 strips")

    page.go_back()
    page.get_by_role("link", name="Enter expiry dates").click()
    expect(page.get_by_role("row").filter(has_text="Paracetamol")).to_have_count(1)
    page.get_by_role("row").filter(has_text="Paracetamol").get_by_role("link").first.click()
    page.get_by_role("link", name="Expiry and batch number").click()
    page.get_by_label("Expiry").fill("10/2027")
    page.get_by_label("Reason").fill("read from the pack")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Batch saved.")).to_be_visible()
    page.goto("/stock/batches/?without=true")
    expect(page.get_by_text("No results")).to_be_visible()
    sell(shop, 210)
    assert Balance.objects.get(batch_id=stock["PCT1"], quantity__gt=0).quantity == 60
    assert not Balance.objects.filter(batch_id=stock[""], quantity__gt=0).exists()
