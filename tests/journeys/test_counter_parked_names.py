"""Parked baskets by name: typed or left empty, searched, renamed, and readable on no disk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.counter import (
    open_counter,
    open_dialog,
    pay,
    reloaded,
    sell,
    stocked_shop,
    to_search,
    until,
    until_drafted,
)
from tests.journeys.test_counter_plain_http import INSECURE
from tests.support.browser import NewPage
from tests.support.browser_storage import everything_kept, kept
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.journey
ROWS = "[data-basket] [data-line]"
NAME = "Ibu Xanthippe, waits for doctor"
HOSTILE = "<img src=x onerror=alert(1)> & “Joko”"


def park_as(page: Page, name: str) -> None:
    """Shift F8, the name, Enter."""
    dialog = open_dialog(page, "Shift+F8")
    expect(dialog.get_by_label("Name (optional)")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Basket parked", exact=True)).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(0)
    to_search(page)


def waiting(page: Page) -> Locator:
    return open_dialog(page, "F8").locator(".t-parked-item")


def test_a_name_is_typed_shown_kept_over_a_restart_and_readable_on_no_disk(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    page.context.set_offline(True)
    sell(page, "2*paracetamol", "oral")
    park_as(page, NAME)
    until(page, lambda: '"id":"parked:' in everything_kept(page))
    assert "Xanthippe" not in everything_kept(page)
    page.context.set_offline(False)
    reloaded(page)
    row = waiting(page)
    expect(row).to_contain_text(NAME)
    expect(row).to_contain_text(re.compile(r"\d\d:\d\d · 2 lines"))
    expect(row).to_contain_text("Paracetamol 500 mg tablet + 1")
    expect(row).to_contain_text("parked by Dewi")
    expect(row).to_contain_text("Rp\u00a014.200")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(2)
    until_drafted(page, 2, 1)
    again = open_dialog(page, "Shift+F8")
    expect(again.get_by_label("Name (optional)")).to_have_value(NAME)
    page.keyboard.press("Escape")
    to_search(page)
    assert "Xanthippe" not in everything_kept(page)
    pay(page)
    until(page, lambda: Sale.objects.count() == 1)
    assert kept(page, "drafts", "basket") is None


def test_left_empty_it_is_known_by_time_and_lines_and_may_be_renamed(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    sell(page, "paracetamol")
    page.keyboard.press("F8")
    expect(page.get_by_text("Basket parked", exact=True)).to_be_visible()
    row = waiting(page)
    expect(row.locator("b").first).to_have_text(re.compile(r"^\d\d:\d\d · 1 line$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    renaming = page.get_by_role("dialog", name="Rename parked basket")
    expect(renaming.get_by_label("Name (optional)")).to_be_focused()
    page.keyboard.type(f"  {HOSTILE}  ")
    page.keyboard.press("Enter")
    listed = page.get_by_role("dialog", name="Parked baskets").locator(".t-parked-item")
    expect(listed.locator("b").first).to_have_text(HOSTILE)
    assert page.locator("img[src=x]").count() == 0
    page.keyboard.press("Escape")
    reloaded(page)
    expect(waiting(page).locator("b").first).to_have_text(HOSTILE)


def test_a_name_is_bounded_and_may_be_taken_away(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    sell(page, "paracetamol")
    park_as(page, "x" * 200)
    row = waiting(page)
    expect(row.locator("b").first).to_have_text("x" * 80)
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Name (optional)").fill("")
    page.get_by_role("button", name="Save name").click()
    expect(page.locator(".t-parked-item b").first).to_have_text(re.compile(r"· 1 line$"))


def test_many_are_searched_and_walked_by_keys(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    for name in ("Sari", "Joko", "Wulan", "Bambang", "Citra", "Dharma"):
        sell(page, "oral" if name == "Wulan" else "paracetamol")
        park_as(page, f"Pak/Ibu {name}")
    rows = waiting(page)
    expect(rows).to_have_count(6)
    search = page.locator("dialog").get_by_label("Search", exact=True)
    expect(search).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(search).to_be_focused()
    page.keyboard.type("zzz")
    expect(page.locator("dialog [role=status]")).to_contain_text("No results for “zzz”")
    search.fill("rehydration")
    expect(rows).to_contain_text(["Wulan"])
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["Oral rehydration"])


@pytest.mark.first_load
def test_over_plain_http_a_basket_is_parked_without_a_name_and_says_why(new_page: NewPage) -> None:
    page = new_page(locale="id")
    page.add_init_script(INSECURE)
    open_counter(page, stocked_shop().shop, without_key=True)
    sell(page, "paracetamol")
    page.keyboard.press("Shift+F8")
    expect(page.get_by_text("Keranjang diparkir", exact=True)).to_be_visible()
    sell(page, "oral")
    dialog = open_dialog(page, "F8")
    expect(dialog).to_contain_text("Nama memerlukan alamat aman (https).")
    expect(dialog.get_by_label("Nama (opsional)")).to_have_count(0)
    expect(dialog.get_by_role("button", name="Ganti nama")).to_have_count(0)
