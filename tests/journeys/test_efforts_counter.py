"""Tasks at the counter take no more clicks and keys than their budget."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import Stocked, enter_prescription, open_counter, sell, stocked_shop
from tests.journeys.efforts import assert_within
from tests.support.effort import Hands
from tests.support.scanner import Scanner
from theriac.domains.catalog.commands.favourites import put_favourite
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.journey, pytest.mark.rows("UX-12")]
STRIP = "8991234567891"


def hands_at(page: Page, stocked: Stocked, person: str = "dewi") -> Hands:
    """Somebody who has just signed in at the counter."""
    hands = Hands(page)
    open_counter(page, stocked.shop, person)
    hands.begin()
    return hands


def is_paid(page: Page, total: int) -> None:
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()
    assert [sale.total for sale in Sale.objects.all()] == [total]


def test_a_first_sale_by_touch(page: Page) -> None:
    stocked = stocked_shop()
    strip = stocked.medicines["paracetamol"].packs[10]
    put_favourite(actor=stocked.shop.owner, branch_id=stocked.shop.branch_id, pack_id=strip)
    hands = hands_at(page, stocked)
    page.locator("[data-tile]").click()
    page.get_by_role("button", name="Pay F9").click()
    page.get_by_role("button", name="Complete and print").click()
    is_paid(page, 6_500)
    assert_within("first sale, by touch", hands.done())


def test_a_scanned_sale(page: Page) -> None:
    stocked = stocked_shop()
    hands = hands_at(page, stocked)
    with hands.scanning():
        Scanner(page)(STRIP)
        expect(page.locator("[data-basket] [data-line]")).to_have_count(1)
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("Enter")
    is_paid(page, 6_500)
    assert_within("scanned sale", hands.done())


def test_a_sale_by_name(page: Page) -> None:
    stocked = stocked_shop()
    hands = hands_at(page, stocked)
    sell(page, "para")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("Enter")
    is_paid(page, 6_500)
    assert_within("sale by name", hands.done())


def test_a_line_on_prescription(page: Page) -> None:
    stocked = stocked_shop()
    hands = hands_at(page, stocked, "ratna")
    sell(page, "amlo")
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="Enter prescription")).to_be_focused()
    page.keyboard.press("Enter")
    enter_prescription(page)
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("Enter")
    is_paid(page, 12_000)
    assert_within("prescription line", hands.done())


def test_a_payment_in_two_methods(page: Page) -> None:
    stocked = stocked_shop()
    hands = hands_at(page, stocked)
    sell(page, "2*para")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Card", exact=True)).to_be_checked()
    page.keyboard.type("8000")
    page.keyboard.press("Tab")
    expect(page.locator("#amount")).to_have_value("5.000")
    page.keyboard.press("Enter")
    is_paid(page, 13_000)
    assert_within("split payment", hands.done())
