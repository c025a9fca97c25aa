"""Tasks in the back office take no more clicks, keys and pages than their budget."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.efforts import assert_within
from tests.support.backoffice import sign_in
from tests.support.effort import Hands
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.domains.accounts.models import User
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.models import Price
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CODE = "8991234567891"
NAMES = ("Paracetamol 500 mg tablet", "Zinc 20 mg tablet", "Amlodipine 10 mg tablet")


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


def hands_of(page: Page, login: str = "owner") -> Hands:
    """Somebody who has just signed in, on the first page."""
    hands = Hands(page)
    sign_in(page, login)
    expect(page.locator("h1")).to_be_visible()
    hands.begin()
    return hands


@pytest.mark.rows("UX-13")
def test_three_lines_are_received(shop: Shop, page: Page) -> None:
    for name in NAMES:
        add_medicine(shop, name)
    a_supplier(shop)
    hands = hands_of(page)
    page.get_by_role("link", name="Purchasing", exact=True).first.click()
    page.get_by_role("link", name="Goods receipts").first.click()
    page.get_by_role("link", name="Receive goods").first.click()
    page.get_by_label("Product", exact=True).first.click()
    for at, typed in enumerate(("parac", "zinc", "amlo")):
        expect(page.get_by_label("Product", exact=True).nth(at)).to_be_focused()
        page.keyboard.type(typed)
        expect(page.locator("#grid-found li")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Quantity", exact=True).nth(at)).to_be_focused()
        page.keyboard.type("5")
        for cell in ("", f"B-{at}", "12/28", "9000"):
            page.keyboard.press("Tab")
            page.keyboard.type(cell)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Check and post").click()
    expect(page.get_by_text("Goods receipt posted.")).to_be_visible()
    assert_within("receive three lines", hands.done())


@pytest.mark.rows("STK-24")
def test_a_batch_is_recalled(shop: Shop, page: Page) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=CODE)
    stock_up(shop, medicine, 40, batch_number="AB12")
    hands = hands_of(page)
    page.keyboard.press("Control+k")
    expect(page.locator("#t-palette input")).to_be_focused()
    page.keyboard.type("open recall")
    expect(page.locator("#t-palette [role=option]").first).to_contain_text("recall")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Recalled products")).to_be_focused()
    with hands.scanning():
        page.keyboard.type(f"010{CODE}10AB12")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_label("Reason").click()
    page.keyboard.type("Glass in the bottle")
    page.get_by_role("button", name="Freeze at every branch").click()
    expect(page.get_by_text("The batches are frozen at every branch.")).to_be_visible()
    assert_within("recall a batch", hands.done())


@pytest.mark.rows("UX-11")
def test_a_person_is_added(shop: Shop, page: Page) -> None:
    hands = hands_of(page)
    page.get_by_role("link", name="Settings", exact=True).first.click()
    page.get_by_role("link", name="Staff", exact=True).first.click()
    page.get_by_role("link", name="Add staff member").first.click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    for typed in ("Dewi", "dewi", "", "", "C", ""):  # the branch and the password stand
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added. You can assign more roles below.")).to_be_visible()
    assert User.objects.named("dewi") is not None
    assert_within("add a person", hands.done())


@pytest.mark.rows("UX-15")
def test_who_got_a_batch(shop: Shop, page: Page) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 40, batch_number="AB12")
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=5)]),
    )
    hands = hands_of(page)
    page.keyboard.press("Control+k")
    expect(page.locator("#t-palette input")).to_be_focused()
    page.keyboard.type("AB12")
    expect(page.locator("#t-palette [role=option]").first).to_contain_text("AB12")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/stock/batches/{Batch.objects.get().id}/")
    expect(page.get_by_text(Sale.objects.get().number)).to_be_visible()
    assert_within("who got batch X", hands.done())


@pytest.mark.rows("UX-15")
def test_a_price_is_changed(shop: Shop, page: Page) -> None:
    medicine = add_medicine(shop)
    hands = hands_of(page)
    page.get_by_role("link", name="Products", exact=True).first.click()
    page.get_by_role("button", name="Change the price of Paracetamol 500 mg tablet").click()
    expect(page.get_by_label("Price per pack")).to_be_focused()
    page.keyboard.type("7000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Price saved.")).to_be_visible()
    expect(page.locator("tbody")).to_contain_text("Rp 7.000")
    assert Price.objects.filter(pack_id=medicine.packs[10]).latest("recorded_at").amount == 7_000
    assert_within("change a price", hands.done())


@pytest.mark.rows("UX-15")
def test_a_shelf_is_counted(shop: Shop, page: Page) -> None:
    """Of two lines, one of them three tablets short; from the first page to what is posted."""
    for shelf in ("A-01", "B-07", "B-08"):
        stock_up(shop, add_medicine(shop, f"Zinc {shelf}"), 20, shelf=shelf)
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=CODE)
    stock_up(shop, medicine, 40, shelf="B-07")
    hands = hands_of(page)
    page.get_by_role("link", name="Stock count", exact=True).first.click()
    page.get_by_role("link", name="New stock count").first.click()
    page.get_by_label("Find a shelf").click()
    page.keyboard.type("b-07")
    expect(page.locator("#shelves li:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Selected: B-07")).to_be_visible()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="B-07").click()
    expect(page.get_by_label("Scan or type a product")).to_be_focused()
    with hands.scanning():
        page.keyboard.type(CODE)
        page.keyboard.press("Enter")
    for typed in ("", "3", "7"):  # boxes, strips, tablets
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    expect(page.get_by_label("Scan or type a product")).to_be_focused()
    page.keyboard.type("zinc")
    page.keyboard.press("Enter")
    for typed in ("", "2", ""):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Save counts").click()
    expect(page.get_by_text("2 lines saved.")).to_be_visible()
    page.get_by_role("link", name="Back to the stock count").click()
    page.get_by_role("link", name="Differences").click()
    expect(page.locator("main")).to_contain_text("−3 tablets")
    page.get_by_role("link", name="Approve and post").click()
    page.get_by_role("button", name="Post stock count").click()
    expect(page.get_by_text("Stock count posted.")).to_be_visible()
    assert_within("count a shelf", hands.done())


@pytest.mark.rows("UX-15")
def test_three_batches_are_sent_to_another_branch(shop: Shop, page: Page) -> None:
    for name in NAMES:
        stock_up(shop, add_medicine(shop, name), 100)
    second_branch(shop)
    add_staff("manager", shop.branch_id)
    hands = hands_of(page, "manager")
    page.get_by_role("link", name="Stock", exact=True).first.click()
    page.get_by_role("link", name="Transfers and locations", exact=True).first.click()
    page.get_by_role("link", name="New transfer").first.click()
    page.get_by_label("Product", exact=True).first.click()
    for at, typed in enumerate(("parac", "zinc", "amlo")):
        expect(page.get_by_label("Product", exact=True).nth(at)).to_be_focused()
        page.keyboard.type(typed)
        expect(page.locator("#grid-found li")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Quantity", exact=True).nth(at)).to_be_focused()
        page.keyboard.type("5")
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft saved. No stock has moved yet.")).to_be_visible()
    assert_within("write a transfer of three lines", hands.done())
