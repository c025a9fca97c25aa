"""Narrow and on paper, in a real browser: ledgers and matrices fit a phone, prints are tables."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import Opener, be_signed_in
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.accounts.commands.people import set_preferences

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
A4_WITHIN_ITS_MARGINS = 703
SIDEWAYS = """() => [...document.querySelectorAll("main .t-scroll")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)"""


def goods_with_a_card(shop: Shop) -> str:
    medicine = add_medicine(shop)
    for days in (40, 400):
        stock_up(shop, medicine, 120, days=days, batch_number=f"PCT2409{days}")
    return f"/stock/card/{medicine.id}/"


@pytest.mark.rows("UX-01")
@pytest.mark.parametrize("language", ["en", "id"])
def test_nothing_scrolls_sideways_on_a_phone(shop: Shop, new_page: Opener, language: str) -> None:
    set_preferences(actor=shop.owner, language=language)
    card = goods_with_a_card(shop)
    page = new_page(width=360, height=800)
    be_signed_in(page)
    for address in (
        card,
        card.replace("/stock/card/", "/products/"),
        "/people/roles/",
        f"/people/{shop.owner.id}/roles/",
        f"/terminals/{shop.terminal_id}/",
        "/settings/history/",
    ):
        page.goto(address)
        assert page.evaluate(SIDEWAYS) == []
        assert_accessible(page)
        assert_fits(page)


def ink(page: Page, selector: str, what: str = "color") -> str:
    found: str = page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{what}")
    return found


def test_the_dark_look_prints_black_on_white_and_keeps_its_tables(
    shop: Shop, new_page: Opener
) -> None:
    set_preferences(actor=shop.owner, theme="dark")
    goods_with_a_card(shop)
    page = new_page(width=A4_WITHIN_ITS_MARGINS, height=1000)
    be_signed_in(page)
    page.goto("/products/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    on_screen = ink(page, ".t-name")

    page.emulate_media(media="print")

    assert on_screen == "rgb(233, 239, 236)"
    assert ink(page, ".t-name") == "rgb(23, 32, 28)"
    assert ink(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert ink(page, "main table thead", "display") == "table-header-group"
    assert_fits(page)
