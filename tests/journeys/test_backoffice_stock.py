"""The stock room in a real browser: a product added, goods received by keyboard, stock adjusted."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import Opener, be_signed_in, sign_in
from tests.support.consigned import a_settlement
from tests.support.layouts import LAYOUTS, Layout, look_at_each, owners_page
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.suppliers import a_supplier
from tests.support.turns import Turns
from tests.support.unknown_codes import UNKNOWN, kept_code
from theriac.domains.catalog.models import Manufacturer
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stocktaking.commands.plan import plan_counts

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


@pytest.mark.rows("CAT-01")
def test_a_product_is_added_received_and_adjusted(shop: Shop, page: Page) -> None:
    be_signed_in(page)
    page.goto("/products/")
    page.get_by_role("link", name="New product").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.get_by_label("Name", exact=True).fill("Amoxicillin 500 mg capsule")
    page.get_by_label("Class", exact=True).select_option("keras")
    page.locator("#id_name_0").fill("capsule")
    page.locator("#id_name_1").fill("strip")
    page.locator("#id_factor_1").fill("10")
    page.locator("#id_price_1").fill("9.500")
    page.get_by_role("button", name="Add product").click()
    expect(
        page.get_by_text("Product added. Receive stock, and counters can sell it")
    ).to_be_visible()

    a_supplier(shop)
    page.goto("/stock/receive/")  # the address of before leads to a new receipt
    page.get_by_label("Product", exact=True).first.fill("amoxilin")
    page.locator("#grid-found li").click()
    page.get_by_label("Quantity", exact=True).first.fill("3")
    page.get_by_label("Batch", exact=True).first.fill("AMX26")
    page.get_by_label("Expiry", exact=True).first.fill("13/2027")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("There is no month 13. Enter 01 to 12.", exact=True)).to_be_visible()
    expect(page.get_by_label("Batch", exact=True).first).to_have_value("AMX26")
    page.get_by_label("Expiry", exact=True).first.fill("10/2028")
    page.get_by_role("button", name="Save draft").click()
    page.locator(".t-page-head").get_by_role("button", name="Check and post").click()
    page.get_by_role("dialog").get_by_role("button", name="Check and post").click()
    expect(page.get_by_text("Goods receipt posted.")).to_be_visible()
    batch = Batch.objects.get()
    assert (str(batch.expires_on), Balance.objects.get().quantity) == ("2028-10-31", 30)

    page.get_by_role("link", name="Amoxicillin 500 mg capsule").click()
    page.get_by_role("link", name="Adjust").click()
    page.get_by_label("strip").fill("2")
    page.get_by_label("capsule").fill("4")
    page.get_by_role("button", name="Adjust").click()
    expect(page.get_by_text("Stock adjusted. The movement is on the stock card")).to_be_visible()
    expect(page.get_by_role("definition").get_by_text("2 strips + 4 capsules")).to_be_visible()
    assert Balance.objects.get().quantity == 24


def test_a_small_pharmacy_receives_several_goods_with_one_confirmation(
    shop: Shop, page: Page
) -> None:
    """A phone, one person: supplier known, two products by name, one taken off, one confirm."""
    add_medicine(shop)
    add_medicine(shop, "Zinc 20 mg tablet")
    a_supplier(shop)
    add_staff("pharmacist", shop.branch_id)
    be_signed_in(page, "pharmacist")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/receipts/new/")
    assert_fits(page)
    for at, (name, batch) in enumerate((("parac", "P-1"), ("zinc", "Z-1"), ("zinc", "Z-2"))):
        page.get_by_label("Product", exact=True).nth(at).fill(name)
        page.locator("#grid-found li").click()
        page.get_by_label("Batch", exact=True).nth(at).fill(batch)
        page.get_by_label("Expiry", exact=True).nth(at).fill("10/2028")
        assert_fits(page)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Z-2")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("Remove Zinc .*")).first.click()
    expect(page.get_by_text("Line removed.")).to_be_visible()
    page.locator(".t-page-head").get_by_role("button", name="Check and post").click()
    page.get_by_role("dialog").get_by_role("button", name="Check and post").click()
    expect(page.get_by_text("Goods receipt posted.")).to_be_visible()
    assert set(Batch.objects.values_list("number", flat=True)) == {"P-1", "Z-2"}


def test_a_question_is_asked_and_withdrawn_before_the_pages_scripts_have_come(
    shop: Shop, page: Page
) -> None:
    """Whoever presses a button of a page that still loads isn't left without an answer."""
    batch = stock_up(shop, add_medicine(shop), 60)
    be_signed_in(page, "owner")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"/stock/batches/{batch}/")
    page.locator(".t-head-more > summary").click()
    page.get_by_role("button", name="Hold").click()
    expect(page.get_by_label("Reason")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label("Reason")).to_be_hidden()


def test_a_discrepancy_is_settled_from_today(shop: Shop, page: Page) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 4)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 14)])]))
    stock_up(shop, medicine, 100, batch_number="B2")
    add_staff("manager", shop.branch_id)
    sign_in(page, "manager")
    page.get_by_role("link", name=re.compile("Stock discrepancy after a sale")).click()
    page.locator("tbody").get_by_role("link").first.click()
    page.get_by_label("Taken from another batch").check()
    page.get_by_label("Batch sold").select_option(label="B2 · 1 box")
    page.get_by_label("Reason").fill("It lay on the next shelf.")
    page.get_by_role("button", name="Settle discrepancy").click()
    expect(page.get_by_text("Discrepancy settled.")).to_be_visible()
    assert DiscrepancyCase.objects.get().settlement == "other_batch"


@pytest.mark.rows("UX-01")
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_screen_is_accessible_and_fits(
    shop: Shop, new_page: Opener, layout: Layout, on_turn: Turns
) -> None:
    medicine = add_medicine(shop, category="Analgesic", manufacturer="Nusa Farma")
    batch = stock_up(shop, medicine, 234, days=50)
    stock_up(shop, medicine, 10, days=None, batch_number="")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 300)])]))
    case = DiscrepancyCase.objects.get()
    assert plan_counts(actor=shop.owner, branch_id=shop.branch_id)
    consignor = a_supplier(shop)
    payment = a_settlement(shop, consignor)
    unknown_code = kept_code(shop, note="Blue box, 60 ml")
    product = f"/products/{medicine.id}/"
    addresses = [
        "/",
        "/products/",
        f"/products/new/?barcode={UNKNOWN}",
        "/products/codes/",
        f"/products/codes/{unknown_code}/?q=parac",
        "/products/prices/?rule=percent_up&change=4&step=100&rounding=nearest&ceiling=leave",
        product,
        f"{product}edit/",
        f"{product}prices/",
        f"{product}packs/",
        f"{product}picture/",
        "/manufacturers/",
        f"/manufacturers/{Manufacturer.objects.get().pk}/name/",
        "/categories/",
        "/stock/",
        "/stock/batches/",
        "/stock/counts/",
        "/stock/consigned/",
        f"/stock/consigned/{consignor}/pay/",
        "/stock/consigned/payments/",
        f"/stock/consigned/payments/{payment}/",
        f"/stock/batches/{batch}/",
        f"/stock/batches/{batch}/adjust/",
        f"/stock/card/{medicine.id}/",
        f"/receipts/new/?product={medicine.id}",
        "/sales/",
        f"/sales/{case.sale_id}/",
        f"/cases/{case.id}/",
        "/cases/",
    ]
    look_at_each(owners_page(shop, new_page, layout), layout, addresses, on_turn)


@pytest.mark.rows("UX-01")
@pytest.mark.parametrize("width", [1920, 820, 360])
def test_the_busiest_screens_fit_every_width(shop: Shop, new_page: Any, width: int) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 234, days=50)
    page = new_page(width=width, height=844)
    be_signed_in(page)
    for address in ("/", "/products/", f"/products/{medicine.id}/", "/receipts/new/"):
        page.goto(address)
        assert_fits(page)


@pytest.mark.rows("UX-01")
def test_a_case_fits_a_small_phone_in_the_longer_language(shop: Shop, new_page: Opener) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 234)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 300)])]))
    page = owners_page(shop, new_page, Layout(320, dark=True, language="id"))
    page.goto(f"/cases/{DiscrepancyCase.objects.get().id}/")
    assert_fits(page)


def test_a_maker_gets_another_name(shop: Shop, page: Page) -> None:
    add_medicine(shop, manufacturer="Sehat Farma")
    be_signed_in(page)
    page.goto("/products/")
    page.get_by_role("link", name="Manufacturers").click()
    page.get_by_role("link", name="Sehat Farma").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rename Sehat Farma")
    page.get_by_label("Name", exact=True).fill("Zelvora")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_text("Name saved.")).to_be_visible()
    expect(page.get_by_role("link", name="Zelvora")).to_be_visible()
