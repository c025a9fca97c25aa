"""Favourites at the counter: tiles with pictures, by hand and by keys, and without a network."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    Stocked,
    close_dialog,
    open_counter,
    open_dialog,
    pay,
    reloaded,
    sell,
    stocked_shop,
    to_search,
    until,
)
from tests.support.browser import NewPage
from theriac.core.files.images import prepare_image
from theriac.core.files.models import StoredFile
from theriac.core.files.store import files_storage
from theriac.domains.catalog.commands.favourites import put_favourite
from theriac.domains.catalog.commands.pictures import set_picture

pytestmark = pytest.mark.journey
ROWS = "[data-basket] [data-line]"
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  return (await (await caches.open("theriac-pictures")).keys()).length;
}"""


def with_favourites(*, pictured: bool = True) -> Stocked:
    """Salts first, then a strip of paracetamol, then amlodipine that wants a prescription."""
    stocked = stocked_shop()
    salts, paracetamol, rx = (
        stocked.medicines[name] for name in ("salts", "paracetamol", "amlodipine")
    )
    for pack_id in (salts.packs[1], paracetamol.packs[10], rx.packs[10]):
        put_favourite(actor=stocked.shop.owner, branch_id=stocked.shop.branch_id, pack_id=pack_id)
    if pictured:
        buffer = io.BytesIO()
        Image.new("RGB", (60, 40), "teal").save(buffer, "PNG")
        image = prepare_image(buffer)
        set_picture(actor=stocked.shop.owner, product_id=salts.id, image=image)
    return stocked


def tiles(page: Page) -> Any:
    return page.locator("[data-tile]")


@pytest.mark.rows("CAT-15")
def test_a_tile_takes_one_pack_as_the_search_does(page: Page) -> None:
    open_counter(page, with_favourites().shop)
    expect(tiles(page)).to_have_count(3)
    expect(tiles(page).first).to_contain_text("Oral rehydration salts")
    expect(tiles(page).first).to_contain_text("Rp\u00a01.200")
    expect(tiles(page).first).to_contain_text("24 sachets")
    expect(tiles(page).first.locator(".t-badge")).to_have_count(1)
    expect(tiles(page).nth(1).locator("[data-placeholder]")).to_have_count(1)
    shown = tiles(page).first.locator("img")
    until(page, lambda: shown.evaluate("image => image.complete && image.naturalWidth > 0"))
    tiles(page).nth(1).click()
    tiles(page).nth(1).click()
    expect(page.locator(ROWS)).to_contain_text(["2 strips"])
    to_search(page)
    tiles(page).nth(2).click()
    expect(page.locator("[data-problem=prescription]")).to_be_visible()


def test_by_keys_from_the_empty_search(page: Page) -> None:
    open_counter(page, with_favourites(pictured=False).shop)
    expect(tiles(page)).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(tiles(page).first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tiles(page).nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["1 strip"])
    to_search(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    to_search(page)
    page.keyboard.press("ArrowDown")
    sell(page, "oral")
    expect(page.locator(ROWS)).to_have_count(2)
    help_dialog = open_dialog(page, "F1")
    expect(help_dialog).to_contain_text("with an empty search: open favourites")


@pytest.mark.first_load
def test_without_a_network_tiles_and_pictures_are_there(page: Page) -> None:
    open_counter(page, with_favourites().shop)
    expect(tiles(page)).to_have_count(3)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    reloaded(page)
    until(page, lambda: page.evaluate(KEPT) == 1)
    page.context.set_offline(True)
    reloaded(page)
    expect(tiles(page)).to_have_count(3)
    shown = tiles(page).first.locator("img")
    until(page, lambda: shown.evaluate("image => image.complete && image.naturalWidth > 0"))
    tiles(page).first.click()
    expect(page.locator(ROWS)).to_have_count(1)


def test_a_broken_picture_shows_the_placeholder(page: Page) -> None:
    shop = with_favourites().shop
    files_storage().delete(StoredFile.objects.get().thumbnail_path)
    open_counter(page, shop)
    expect(tiles(page)).to_have_count(3)
    expect(tiles(page).first.locator("[data-placeholder]")).to_have_count(1)
    expect(tiles(page).locator("img")).to_have_count(0)


def test_a_change_in_the_back_office_comes_by_the_feed(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.keyboard.press("ArrowDown")
    dialog = page.get_by_role("dialog", name="Favourites")
    expect(dialog).to_contain_text("Choose favourites in the back office, under Sell, Favourites.")
    close_dialog(page)
    put_favourite(
        actor=stocked.shop.owner,
        branch_id=stocked.shop.branch_id,
        pack_id=stocked.medicines["salts"].packs[1],
    )
    expect(tiles(page)).to_have_count(1)


def test_on_a_phone_they_are_a_list_of_their_own(new_page: NewPage) -> None:
    page = new_page(width=390, height=844, locale="id")
    open_counter(page, with_favourites().shop)
    expect(tiles(page)).to_have_count(0)
    page.get_by_role("button", name="Favorit").click()
    dialog = page.get_by_role("dialog", name="Favorit")
    expect(dialog.locator("[data-tile]")).to_have_count(3)
    dialog.locator("[data-tile]").nth(1).click()
    expect(page.get_by_text("1 strip").first).to_be_visible()


@pytest.mark.rows("CAT-15", "UX-13")
def test_what_was_sold_last_lies_below_the_favourites_and_outlives_a_reload(page: Page) -> None:
    stocked = stocked_shop()
    salts = stocked.medicines["salts"]
    put_favourite(
        actor=stocked.shop.owner, branch_id=stocked.shop.branch_id, pack_id=salts.packs[1]
    )
    open_counter(page, stocked.shop)
    expect(tiles(page)).to_have_count(1)
    sell(page, "paracetamol", "oral")
    pay(page)
    sold = page.get_by_role("list", name="Last sold").locator("[data-tile]")
    expect(sold).to_have_count(1)  # the other is a favourite
    expect(sold).to_contain_text("Paracetamol 500 mg tablet")
    reloaded(page)
    expect(sold).to_contain_text("Strip of 10")
    page.keyboard.press("ArrowDown")
    expect(tiles(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(sold).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["1 strip"])


@pytest.mark.rows("UX-13")
def test_a_basket_that_waits_lies_beside_the_empty_one(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    waiting = page.locator("[data-waiting] button")
    sell(page, "2*paracetamol")
    page.keyboard.press("F8")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("Rp\u00a013.000")
    page.keyboard.type("oral")
    expect(waiting).to_have_count(0)
    page.keyboard.press("Enter")
    waiting.click()
    expect(page.locator(ROWS)).to_contain_text(["2 strips"])
    expect(waiting).to_contain_text("Oral rehydration salts")
