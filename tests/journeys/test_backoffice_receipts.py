"""A delivery in a real browser: scanned, checked, posted, on the shelf."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.shop import Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.stock.models import Balance, Batch

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
GTIN = "08991234567891"


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


@pytest.mark.rows("PUR-14")
def test_a_delivery_is_scanned_checked_and_posted(shop: Shop, page: Page) -> None:
    boxes = [NewPack(name="tablet", factor=1), NewPack(name="box", factor=100, barcodes=[GTIN])]
    add_medicine(shop, packs=boxes)
    a_supplier(shop)
    day = shop.today + timedelta(days=500)
    be_signed_in(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/receipts/new/")
    page.get_by_label("Supplier", exact=True).select_option(label="PT Kimia Farma Trading")
    page.get_by_label("Product", exact=True).first.focus()
    for serial, packs in (("S1", "1"), ("S2", "2")):
        page.keyboard.type(f"(01){GTIN}(17){day:%y%m%d}(10)KF-77(21){serial}")
        page.keyboard.press("Enter")
        quantity = page.get_by_label("Quantity", exact=True).first
        expect(quantity).to_have_value(packs)
        expect(quantity).to_be_focused()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("2 serial numbers")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("button", name="Confirm check").click()
    expect(page.get_by_text("Checked. The goods receipt is ready to post.")).to_be_visible()
    page.get_by_role("button", name="Post", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Post").click()
    expect(page.get_by_text("Goods receipt posted.")).to_be_visible()
    expect(page.get_by_role("heading", name=f"MLT-GR-{shop.today:%y}-000001")).to_be_visible()
    assert Batch.objects.get().number == "KF-77"
    assert Balance.objects.get().quantity == 200


TYPED = (("parac", "3", "P-1", "12/28", "40000"), ("zinc", "5", "Z-1", "31.12.2028", "9000"))
TYPED += (("amlo", "1", "A-1", "10/2028", "12500"),)


@pytest.mark.rows("UX-13")
def test_three_typed_lines_are_received_on_one_page_with_two_clicks(shop: Shop, page: Page) -> None:
    """The only supplier is chosen already; the keyboard does the rest."""
    for name in ("Paracetamol 500 mg tablet", "Zinc 20 mg tablet", "Amlodipine 10 mg tablet"):
        add_medicine(shop, name)
    a_supplier(shop)
    be_signed_in(page)
    page.goto("/receipts/new/")
    page.evaluate(
        "window.clicks = 0;"
        "addEventListener('click', (event) => { window.clicks += event.detail > 0; }, true)"
    )
    page.get_by_label("Product", exact=True).first.click()
    for at, (name, packs, batch, expiry, cost) in enumerate(TYPED):
        expect(page.get_by_label("Product", exact=True).nth(at)).to_be_focused()
        page.keyboard.type(name)
        expect(page.locator("#grid-found li")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Quantity", exact=True).nth(at)).to_be_focused()
        page.keyboard.type(packs)
        for typed in ("", batch, expiry, cost):  # the pack stands as it is
            page.keyboard.press("Tab")
            page.keyboard.type(typed)
        page.keyboard.press("Tab")
    assert page.evaluate("window.clicks") == 1
    assert_accessible(page)
    page.get_by_role("button", name="Check and post").click()
    expect(page.get_by_text("Goods receipt posted.")).to_be_visible()
    found = set(Batch.objects.values_list("number", "expires_on__year"))
    assert found == {("P-1", 2028), ("Z-1", 2028), ("A-1", 2028)}
    assert sorted(Balance.objects.values_list("quantity", flat=True)) == [100, 300, 500]


@pytest.mark.rows("UX-13")
def test_rows_of_a_sheet_are_pasted_and_a_wrong_cell_says_what_to_type(
    shop: Shop, page: Page
) -> None:
    add_medicine(shop)
    add_medicine(shop, "Zinc 20 mg tablet")
    a_supplier(shop)
    be_signed_in(page)
    page.goto("/receipts/new/")
    sheet = "Qty\tProduk\tED\tNo. Batch\tHarga\n3\tParacetamol 500 mg tablet\t12/28\tP-1\t40000"
    sheet += "\n5\tZinc 20 mg tablet\t13/28\tZ-1\t9000\n"
    page.get_by_label("Product", exact=True).first.evaluate(
        """(cell, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          cell.focus();
          const what = { clipboardData: data, bubbles: true, cancelable: true };
          cell.dispatchEvent(new ClipboardEvent("paste", what));
        }""",
        sheet,
    )
    expect(page.get_by_text("There is no month 13. Enter 01 to 12.")).to_be_visible()
    wrong = page.get_by_label("Expiry", exact=True).nth(1)
    expect(wrong).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("11/28")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Product", exact=True).nth(2)).to_be_focused()
    page.get_by_role("button", name="Check and post").click()
    expect(page.get_by_text("Goods receipt posted.")).to_be_visible()
    assert set(Batch.objects.values_list("number", flat=True)) == {"P-1", "Z-1"}


@pytest.mark.rows("UX-13")
def test_what_was_typed_stays_and_every_wrong_cell_is_told_at_once(shop: Shop, page: Page) -> None:
    add_medicine(shop)
    a_supplier(shop)
    be_signed_in(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/receipts/new/")
    page.get_by_label("Product", exact=True).first.fill("parac")
    page.keyboard.press("Tab")
    page.get_by_label("Quantity", exact=True).first.fill("two")
    page.get_by_label("Expiry", exact=True).first.fill("13/28")
    page.get_by_label("Batch", exact=True).nth(1).fill("B-2")
    page.get_by_role("button", name="Save draft").click()
    for words in ("Enter digits only.", "There is no month 13", "Enter the product."):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_label("Batch", exact=True).nth(1)).to_have_value("B-2")
    assert_fits(page)
    assert_accessible(page)
