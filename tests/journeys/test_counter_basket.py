"""The keys of the basket and the search, as UI.md maps them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    close_dialog,
    open_counter,
    open_dialog,
    pay,
    reloaded,
    sell,
    sign_in,
    stocked_shop,
    to_basket,
    until_drafted,
    until_preferred,
)
from tests.support.scanner import HANDS_PACE, Scanner
from theriac.domains.sales.models import Sale
from theriac.domains.sales.queries.notes import notes_of

pytestmark = pytest.mark.journey
ROWS = "[data-basket] tr[data-line]"


def expect_quantities(page: Page, words: list[str]) -> None:
    """Rows draw themselves when they come into sight, so this waits for them."""
    expect(page.locator(f"{ROWS} .t-step span")).to_have_text(words)


def test_results_and_packs_by_arrows(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.keyboard.type("paracetamol")
    packs = page.locator("#hit-0 .t-pack")
    expect(packs).to_have_count(3)
    expect(page.locator("#hit-0 .t-pack.is-on")).to_contain_text("Strip of 10")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#hit-0 .t-pack.is-on")).to_contain_text("Box of 100")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["1 box"])


def test_quantities_before_and_after(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    Scanner(page, pace=HANDS_PACE)("3*8991234567891")
    expect_quantities(page, ["3 strips"])
    sell(page, "*5")
    expect_quantities(page, ["5 strips"])
    page.keyboard.type("*7t")
    expect(page.get_by_text("Enter: change Paracetamol 500 mg tablet to 7 tablets")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["7 tablets"])


def test_the_basket_by_keys_and_back_again(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol", "oral")
    page.keyboard.press("F3")
    expect(page.locator(ROWS).nth(1)).to_be_focused()
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("-")
    expect_quantities(page, ["1 strip", "2 sachets"])
    page.keyboard.press("ArrowUp")
    expect(page.locator(ROWS).nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect_quantities(page, ["1 box", "2 sachets"])
    page.keyboard.press("Delete")
    expect(page.get_by_text("Removed: Paracetamol 500 mg tablet").last).to_be_visible()
    expect_quantities(page, ["2 sachets"])
    page.keyboard.press("Control+z")
    expect_quantities(page, ["1 box", "2 sachets"])
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_focused()


def test_another_batch_takes_a_reason(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "oral")
    to_basket(page)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Oral rehydration salts")
    dialog.get_by_role("radio", name="ORS2507").check()
    expect(dialog.get_by_role("button", name="Use this batch")).to_be_disabled()
    dialog.get_by_role("radio", name="Customer request").check()
    dialog.get_by_role("button", name="Use this batch").click()
    row = page.locator(ROWS)
    expect(row).to_contain_text(["ORS2507"])
    expect(row).to_contain_text(["Chosen manually"])
    expect(row).to_be_focused()
    pay(page)
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()
    assert notes_of(Sale.objects.get().id).batch_reasons == {1: "customer_asks"}


def test_typing_anywhere_searches_and_escape_loses_nothing(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    page.locator("[data-act=more]").click()
    page.keyboard.type("oral")
    expect(page.locator("#search")).to_have_value("oral")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_have_value("")
    expect_quantities(page, ["2 strips"])


def test_help_palette_and_more(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    open_dialog(page, "F1")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    close_dialog(page)
    expect(page.locator("#search")).to_be_focused()
    open_dialog(page, "Control+k")
    page.keyboard.type("amlo")
    expect(page.get_by_role("option", name="Amlodipine 10 mg tablet")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["Amlodipine"])
    page.keyboard.press("F10")
    expect(page.get_by_role("button", name="Print the last receipt")).to_be_focused()


@pytest.mark.rows("UX-04")
def test_the_language_changes_at_once_and_is_kept(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    open_dialog(page, "F10")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", name="Keranjang")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "id"
    until_preferred(page, "language", "id")
    until_drafted(page, 1)
    reloaded(page)
    expect(page.get_by_role("heading", name="Keranjang")).to_be_visible()
    expect_quantities(page, ["1 strip"])
    body = page.locator("body").inner_text()
    for word in ("Basket", "Pay", "Take", "Online", "strips", "Amount", "Find"):
        assert word not in body.split()


def test_the_session_and_the_basket_outlive_a_reload_and_a_sign_out(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "2*paracetamol")
    until_drafted(page, 2)
    reloaded(page)
    expect_quantities(page, ["2 strips"])
    open_dialog(page, "F10")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("The basket with 1 line is saved.")).to_be_visible()
    sign_in(page, "ratna")
    expect_quantities(page, ["2 strips"])
