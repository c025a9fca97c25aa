"""Counting in a real browser: by keyboard and scanner, and on a phone without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import until
from tests.support.access import assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.browser import Devices
from tests.support.pictures import MODULE, film_of
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.stocktaking import balance, begin, post
from theriac.core.paper.datamatrix import gs1_modules
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stocktaking.models import CountEntry, CountResult

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CODE = "8991234567891"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    shop = open_shop()
    add_staff("restocker", shop.branch_id, "ana")
    return shop


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=CODE)
    return medicine


def entered(count: int) -> bool:
    return CountEntry.objects.count() == count


@pytest.mark.rows("STK-14", "STK-16")
def test_a_sheet_is_counted_by_scanner_and_keyboard_and_posted(
    shop: Shop, medicine: Medicine, page: Page
) -> None:
    batch = stock_up(shop, medicine, 124)
    be_signed_in(page)
    page.goto("/stock/counts/")
    page.get_by_role("link", name="New stock count").first.click()
    page.get_by_label("Everything").check()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Stock count started. Open a sheet, or print it")).to_be_visible()
    page.get_by_role("link", name="No shelf").click()
    expect(page.get_by_label("Scan or type a product")).to_be_focused()
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    expect(page.get_by_label("box")).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Scan or type a product")).to_be_focused()
    assert "124" not in page.locator("main").inner_text()
    page.get_by_role("button", name="Save counts").click()
    expect(page.get_by_text("1 line saved.")).to_be_visible()
    page.get_by_role("link", name="Back to the stock count").click()
    page.get_by_role("link", name="Differences").click()
    expect(page.locator("main")).to_contain_text("−3 tablets")
    page.get_by_role("link", name="Approve and post").click()
    page.get_by_role("button", name="Post stock count").click()
    expect(
        page.get_by_text("Stock count posted. Each variance is listed on its stock")
    ).to_be_visible()
    assert balance(batch) == 121


@pytest.mark.first_load
@pytest.mark.rows("API-18", "STK-15")
def test_a_phone_counts_without_a_network_and_its_entry_arrives_fifty_sales_late(
    shop: Shop, medicine: Medicine, page: Page
) -> None:
    batch = stock_up(shop, medicine, 100)
    count = begin(shop)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    be_signed_in(page, "ana")
    page.goto("/stock/counts/phone/")
    expect(page.locator("[data-t-phone][data-kept]")).to_be_attached()
    assert_fits(page)
    page.context.set_offline(True)
    page.reload()
    expect(
        page.get_by_text("Offline: keep counting. Entries are sent when you reconnect.")
    ).to_be_visible()
    page.get_by_role("button", name="Paracetamol 500 mg tablet").click()
    page.get_by_label("strip").fill("9")
    page.get_by_label("tablet", exact=True).fill("9")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("1 waiting on this phone")).to_be_visible()
    for _ in range(50):
        complete_sale(
            actor=shop.owner,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=1)]),
        )

    page.context.set_offline(False)
    page.reload()
    until(page, lambda: entered(1))
    expect(page.get_by_text("All entries sent.")).to_be_visible()
    post(shop, count)

    assert [one.difference for one in CountResult.objects.all()] == [-1]
    assert balance(batch) == 49


@pytest.fixture
def phone_with(devices: Devices, tmp_path: Path) -> Callable[[list[str]], Page]:
    """A phone whose camera sees a code."""

    def open_phone(rows: list[str]) -> Page:
        return devices.phone(film_of(rows, tmp_path / "film.y4m", height=MODULE))

    return open_phone


@pytest.mark.rows("API-18")
def test_the_phones_camera_leads_to_the_batch_that_the_code_names(
    shop: Shop, medicine: Medicine, phone_with: Callable[[list[str]], Page]
) -> None:
    stock_up(shop, medicine, 10, batch_number="OLDER", days=90)
    stock_up(shop, medicine, 20, batch_number="PCT2409A")
    begin(shop)
    page = phone_with(gs1_modules([("01", "08991234567891"), ("10", "PCT2409A")]))
    be_signed_in(page, "ana")
    page.goto("/stock/counts/phone/")
    page.get_by_role("button", name="Camera").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("PCT2409A")
    page.get_by_label("strip").fill("2")
    page.get_by_role("button", name="Save", exact=True).click()
    until(page, lambda: entered(1))
    assert CountEntry.objects.get().line.batch.number == "PCT2409A"


@pytest.mark.rows("STK-14")
def test_a_batch_that_stands_on_no_sheet_leads_to_no_other_batchs_row(
    shop: Shop, medicine: Medicine, page: Page
) -> None:
    stock_up(shop, medicine, 10, batch_number="B-1")
    count = begin(shop)
    code = f"(01)0{CODE}(17)271031(10)B-12"
    be_signed_in(page)
    page.goto(f"/stock/counts/{count}/sheet/")
    search = page.get_by_label("Scan or type a product")
    expect(search).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    said = page.locator("[data-t-count-said]")
    expect(said).to_contain_text("Batch B-12 isn’t on these lines.")
    expect(search).to_be_focused()
    said.get_by_role("link", name="Found, not on a sheet").click()
    expect(page.get_by_label("Product")).to_have_value(code)
    page.get_by_role("button", name="Add to sheet").click()
    expect(page.get_by_text("The batch is already on the sheet. Count it there")).to_be_visible()
    expect(page.get_by_text("B-12", exact=True)).to_be_visible()
    page.goto(f"/stock/counts/{count}/sheet/")
    expect(search).to_be_focused()
    page.keyboard.type(f"01{'0' + CODE}1727103110b-12")
    page.keyboard.press("Enter")
    expect(page.locator("[data-t-count-row].is-found")).to_contain_text("B-12")


@pytest.mark.rows("API-18")
def test_a_phone_says_that_a_batch_stands_on_no_sheet(
    shop: Shop, medicine: Medicine, page: Page
) -> None:
    stock_up(shop, medicine, 10, batch_number="B-1")
    count = begin(shop)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    be_signed_in(page, "ana")
    page.goto("/stock/counts/phone/")
    search = page.get_by_label("Scan or type a product")
    search.fill(f"]d2010{CODE}10B-12")
    search.press("Enter")
    expect(page.get_by_text("Batch B-12 is on no sheet of this stock count.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert_fits(page)
    page.get_by_role("link", name="Found, not on a sheet").click()
    expect(page.get_by_label("Product")).to_have_value(f"]d2010{CODE}10B-12")
    assert f"/stock/counts/{count}/found/" in page.url
    page.goto("/stock/counts/phone/")
    search.fill(f"]d2010{CODE}10B-1")
    search.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("B-1")
