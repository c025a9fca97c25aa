"""Many prices changed together in a real browser: filter, rule, preview, a line left out, apply."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.backoffice import be_signed_in
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.domains.catalog.models import Price

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


@pytest.mark.rows("CAT-09", "CAT-14")
def test_the_prices_of_a_category_are_raised(shop: Shop, page: Page) -> None:
    medicine = add_medicine(shop, category="Analgesic")
    other = add_medicine(shop, "Zinc 20 mg tablet", category="Rehydration")
    stock_up(shop, medicine, 100, cost_amount=660)
    be_signed_in(page)
    page.goto("/products/")
    page.get_by_label("Search this list").fill("paracetamol")
    expect(page.locator("#t-list-count")).to_have_text("1 product")
    page.get_by_role("link", name="Change prices").click()
    expect(page.get_by_text("For the products in the list: 1 product")).to_be_visible()

    page.get_by_label("Percentage or amount").fill("0")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#id_change-error")).to_contain_text("other than 0")
    page.get_by_label("Percentage or amount").fill("4")
    page.get_by_role("button", name="Preview").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Below cost")
    page.get_by_label("Exclude Paracetamol 500 mg tablet, 1 strip").check()
    page.get_by_label("Reason").fill("New list of the maker")
    page.get_by_role("button", name="Apply new prices").click()
    expect(page.get_by_text("1 price is below the last cost")).to_be_visible()
    expect(page.get_by_label("Exclude Paracetamol 500 mg tablet, 1 strip")).to_be_checked()
    page.get_by_label("Sell below cost").check()
    page.get_by_role("button", name="Apply new prices").click()
    expect(page).to_have_url(re.compile(r"/products/\?q=paracetamol"))
    expect(page.get_by_text("1 price changed.")).to_be_visible()

    newest = Price.objects.order_by("recorded_at", "id")
    assert newest.filter(pack_id=medicine.packs[100]).values_list("amount", flat=True)[1] == 62_400
    assert newest.filter(pack_id=medicine.packs[10]).count() == 1
    assert newest.filter(pack_id=other.packs[100]).count() == 1
