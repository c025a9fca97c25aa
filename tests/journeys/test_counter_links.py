"""A code that nobody knows: linked to the pack in the hand, and sold; or who may do it is named."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import PASSWORD, open_counter, relay_once, stocked_shop, until
from tests.support.browser_storage import kept
from tests.support.scanner import GS, Scanner
from theriac.domains.catalog.models import Barcode, Product, UnknownCode

pytestmark = pytest.mark.journey
ROWS = "[data-basket] tr[data-line]"
GTIN = "08992222333306"
MESSAGE = f"]d201{GTIN}10ORS2507{GS}"


def test_a_pharmacist_links_a_scanned_message_and_its_batch_is_sold(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    Scanner(page)(MESSAGE)
    page.get_by_role("button", name="Link code to a product").click()
    dialog = page.get_by_role("dialog", name="Link code to a product")
    expect(dialog).to_contain_text(GTIN)
    dialog.get_by_label("Product").fill("oral")
    dialog.get_by_role("button", name="Oral rehydration salts 200 ml sachet").click()
    dialog.get_by_role("button", name="Sachet").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(ROWS)).to_contain_text("ORS2507")
    [barcode] = Barcode.objects.filter(code=GTIN)
    assert barcode.pack_id == stocked.medicines["salts"].packs[1]
    Scanner(page)(GTIN)
    until(page, lambda: "2 sachets" in page.locator(ROWS).first.inner_text())


def test_a_pharmacist_adds_a_new_product_with_the_code_and_sells_it(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    Scanner(page)(MESSAGE)
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="New product with this code").click()
    office = opening.value
    office.locator("#id_login").fill("ratna")
    office.locator("#id_password").fill(PASSWORD)
    office.locator("#id_password").press("Enter")
    expect(office.locator("#id_barcode_0")).to_have_value(GTIN)
    office.get_by_label("Name", exact=True).fill("Betadine 60 ml")
    office.locator("#id_legal_class").select_option("bebas")
    office.locator("#id_name_0").fill("bottle")
    office.locator("#id_price_0").fill("25.000")
    office.get_by_role("button", name="Add product").click()
    expect(
        office.get_by_text("Product added. Receive stock, and counters can sell it")
    ).to_be_visible()
    office.close()
    relay_once()
    product_id = Product.objects.get(name="Betadine 60 ml").id
    until(page, lambda: kept(page, "products", str(product_id)))
    Scanner(page)(GTIN)
    expect(page.locator(ROWS)).to_contain_text("Betadine 60 ml")


def test_who_may_not_is_told_who_can_and_nothing_is_offered(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    Scanner(page)(GTIN)
    card = page.locator("[role=alert]").last
    expect(card).to_contain_text("Ratna")
    expect(card).to_contain_text("can link the code to a product.")
    expect(page.get_by_role("button", name="Link code to a product")).to_have_count(0)


def test_who_may_not_keeps_it_for_the_office_with_one_key(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    Scanner(page)(MESSAGE)
    expect(page.get_by_role("button", name="Save for the office")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]").last).to_contain_text("Code saved for the office.")
    until(page, lambda: UnknownCode.objects.filter(code=GTIN, times=1).exists())
    code = UnknownCode.objects.get()
    assert (code.branch_id, code.terminal_id) == (stocked.shop.branch_id, stocked.shop.terminal_id)
    Scanner(page)(GTIN)
    page.get_by_role("button", name="Add a note").click()
    dialog = page.get_by_role("dialog", name="Save code for the office")
    dialog.get_by_label("Note (optional)").fill("Blue box, 60 ml")
    page.keyboard.press("Enter")
    until(page, lambda: UnknownCode.objects.filter(times=2, note="Blue box, 60 ml").exists())
    page.keyboard.press("Enter")
    expect(page.locator(".t-notice-go")).to_have_count(0)


def test_what_is_kept_without_the_network_is_told_later(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.context.set_offline(True)
    page.keyboard.type("RAK-77")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save for the office")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]").last).to_contain_text("RAK-77 will be on the list")
    expect(page.get_by_role("combobox")).to_have_value("")
    assert not UnknownCode.objects.exists()
    page.context.set_offline(False)
    until(page, lambda: UnknownCode.objects.filter(code="RAK-77", times=1).exists())


def test_without_an_answer_and_for_a_code_that_is_taken_it_says_why(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    page.keyboard.type("RAK-77")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Link code to a product").click()
    dialog = page.get_by_role("dialog", name="Link code to a product")
    dialog.get_by_label("Product").fill("parac")
    dialog.get_by_role("button", name="Paracetamol 500 mg tablet").click()
    page.route("**/counter/api/link-code", lambda route: route.abort())
    dialog.get_by_role("button", name="Strip of 10").click()
    expect(dialog).to_contain_text("Linking a code needs the network.")
    Barcode.objects.create(pack_id=stocked.medicines["salts"].packs[1], code="RAK-77")
    page.unroute("**/counter/api/link-code")
    dialog.get_by_role("button", name="Strip of 10").click()
    expect(dialog).to_contain_text("already belongs to a pack. Check it")
