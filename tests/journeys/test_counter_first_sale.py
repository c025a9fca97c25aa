"""A first sale by keyboard alone, and the same by the accessibility tree alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    GOOD,
    enter_prescription,
    noted,
    open_counter,
    sell,
    stocked_shop,
    until_printed,
)
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleGround
from theriac.domains.stock.queries.sellable import named_batches

pytestmark = [pytest.mark.journey, pytest.mark.first_load]


@pytest.mark.rows("SAL-02", "SAL-03")
def test_a_first_sale_by_keyboard_alone(page: Page) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    open_counter(page, shop, "ratna")
    sell(page, "2*parasetamol", "6*oral", "amlodip")
    rows = page.locator("[data-basket] tr[data-line]")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("PCT2409A")
    expect(rows.nth(1)).to_contain_text("4 sachets ORS2503 + 2 sachets ORS2507")
    expect(rows.nth(2)).to_contain_text("needs a prescription")
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="Enter prescription")).to_be_focused()
    page.keyboard.press("Enter")
    enter_prescription(page)
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_have_value("32.200")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.type("35000")
    page.keyboard.press("Enter")
    done = page.locator("[data-done]")
    expect(done.locator(".t-change")).to_contain_text("Rp\u00a02.800")
    expect(done.get_by_text("Sent", exact=True)).to_be_visible()
    expect(page.locator("#search")).to_be_focused()
    until_printed(page, 1)
    assert noted(page)[-2:] == [GOOD, "print"]

    [sale] = Sale.objects.all()
    assert (sale.total, sale.sequence, sale.source) == (32_200, 1, "counter")
    assert sale.number == done.get_attribute("data-done")
    assert [ground.details["prescriber"] for ground in SaleGround.objects.all()] == ["dr. Maya L."]
    left = named_batches(shop.branch_id, stocked.batches.values())
    assert {name: left[batch].quantity for name, batch in stocked.batches.items()} == {
        "PCT2409A": 480,
        "ORS2503": 0,
        "ORS2507": 18,
        "AML26C1": 20,
    }
    assert DiscrepancyCase.objects.count() == 0


@pytest.mark.rows("UX-06")
def test_a_sale_through_the_accessibility_tree_alone(page: Page) -> None:
    """Every step by role and name, as a screen reader offers them; no pixel and no selector."""
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    search = page.get_by_role("combobox", name="Name, brand, maker or barcode")
    search.fill("paracetamol")
    option = page.get_by_role("option", name="Paracetamol 500 mg tablet")
    expect(option).to_have_attribute("aria-selected", "true")
    search.press("Enter")
    page.get_by_role("button", name="More: Paracetamol 500 mg tablet").click()
    expect(page.get_by_role("row", name="Paracetamol 500 mg tablet")).to_contain_text("2 strips")
    page.get_by_role("button", name="Pay F9").click()
    expect(page.get_by_role("radio", name="Cash")).to_be_checked()
    page.get_by_role("textbox", name="Cash received").fill("20.000")
    expect(page.get_by_role("status").filter(has_text="Change")).to_contain_text("7.000")
    page.get_by_role("button", name="Complete without printing").click()
    expect(page.get_by_role("article", name="Receipt MLT-K1-")).to_contain_text("Rp\u00a013.000")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible()
    assert [sale.total for sale in Sale.objects.all()] == [13_000]
