"""Goods that leave for another branch, written in the grid by keys alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.transfers.models import TransferLine

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("UX-13"),
]
GTIN = "08991234567891"
BOXES = [NewPack(name="tablet", factor=1), NewPack(name="box", factor=100, barcodes=[GTIN])]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


def count_clicks(page: Page) -> None:
    page.evaluate(
        "window.clicks = 0;"
        "addEventListener('click', (event) => { window.clicks += event.detail > 0; }, true)"
    )


def type_row(page: Page, at: int, product: str, quantity: str) -> None:
    """A product by name and its quantity; the focus is in the quantity then."""
    expect(page.get_by_label("Product", exact=True).nth(at)).to_be_focused()
    page.keyboard.type(product)
    expect(page.locator("#grid-found li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Quantity", exact=True).nth(at)).to_be_focused()
    page.keyboard.type(quantity)


def test_three_lines_of_a_transfer_are_written_on_one_page_by_keys(shop: Shop, page: Page) -> None:
    second_branch(shop)
    boxed = add_medicine(shop, "Paracetamol 500 mg tablet", packs=BOXES)
    stock_up(shop, boxed, 500, days=90, batch_number="P-1")
    named = stock_up(shop, boxed, 500, days=200, batch_number="P-2")
    typed = [
        stock_up(shop, add_medicine(shop, name), 50)
        for name in ("Zinc 20 mg tablet", "Amlodipine 10 mg tablet")
    ]
    add_staff("manager", shop.branch_id)
    be_signed_in(page, "manager")
    page.goto("/stock/transfers/new/")
    count_clicks(page)
    page.get_by_label("Product", exact=True).first.focus()
    for packs in ("1", "2"):
        page.keyboard.type(f"(01){GTIN}(10)P-2")
        page.keyboard.press("Enter")
        quantity = page.get_by_label("Quantity", exact=True).first
        expect(quantity).to_have_value(packs)
        expect(quantity).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Product", exact=True).nth(1)).to_be_focused()
    expect(page.get_by_label("Batch", exact=True).first).to_have_value(str(named))
    for at, name in enumerate(("zinc", "amlo"), start=1):
        type_row(page, at, name, "3")
        page.keyboard.press("Enter")
    expect(page.get_by_label("Product", exact=True).nth(3)).to_be_focused()
    assert_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits(page)
    assert page.evaluate("window.clicks") == 0
    page.get_by_role("button", name="Save draft").press("Enter")
    expect(page.get_by_text("Draft saved. No stock has moved yet.")).to_be_visible()
    lines = TransferLine.objects.order_by("position").values_list("batch_id", "quantity")
    assert list(lines) == [(named, 200), (typed[0], 3), (typed[1], 3)]
