"""A delivery in a real browser: scanned, checked, posted, on the shelf."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import sign_in
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
    sign_in(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/receipts/new/")
    page.get_by_label("Supplier", exact=True).select_option(label="PT Kimia Farma Trading")
    page.get_by_role("button", name="Go on to scanning").click()

    for serial in ("S1", "S2"):
        expect(page.get_by_label("Scan, or type a name")).to_be_focused()
        page.keyboard.type(f"(01){GTIN}(17){day:%y%m%d}(10)KF-77(21){serial}")
        page.keyboard.press("Enter")
        expect(page.get_by_text("2 boxes" if serial == "S2" else "1 box").first).to_be_visible()
    expect(page.get_by_text("2 serial numbers")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Yes, checked").click()
    expect(page.get_by_text("Checked. It waits for its posting.")).to_be_visible()
    page.get_by_role("button", name="Post").click()
    page.get_by_role("dialog").get_by_role("button", name="Post").click()
    expect(page.get_by_text("The goods are on the shelf.")).to_be_visible()
    expect(page.get_by_role("heading", name=f"MLT-GR-{shop.today:%y}-000001")).to_be_visible()
    assert Batch.objects.get().number == "KF-77"
    assert Balance.objects.get().quantity == 200
