"""The counter's copy of the catalogue: all of it once, then only what changed, found as typed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.journeys.counter import (
    open_with_its_copy_on_the_way,
    reloaded,
    stocked_shop,
    until,
    until_told,
)
from tests.support.browser import NewPage
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.catalog.models import Product

pytestmark = pytest.mark.journey
PRODUCTS, SLICE = 1_200, 400
FURTHER = "**/api/feed?cursor=*"


def full_shop() -> Shop:
    """More products than fit two pages of the feed."""
    shop = open_shop()
    for start in range(0, PRODUCTS, SLICE):
        add_products(
            actor=shop.owner,
            products=[
                NewProduct(
                    name=f"Generic {number:04} tablet",
                    base_unit="tablet",
                    legal_class="bebas",
                    packs=[NewPack(name="strip", factor=10, price=6500)],
                )
                for number in range(start, start + SLICE)
            ],
        )
    add_staff("cashier", shop.branch_id, "dewi")
    relay_all()
    return shop


def relay_all() -> None:
    """Let everything that was written have its place in the feed."""
    while relay_once():
        pass


def rows(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The products of all pages that came."""
    return [row for each in pages for row in each["products"]]


@pytest.mark.rows("OFF-10")
def test_the_whole_catalogue_comes_once_and_then_only_what_changed(page: Page) -> None:
    pages: list[dict[str, Any]] = []

    def note(response: Response) -> None:
        if "/counter/api/feed" in response.url and response.status == 200:
            pages.append(response.json())

    page.on("response", note)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(FURTHER, hold)
    shop = full_shop()
    open_with_its_copy_on_the_way(page, shop)
    first = page.locator("#hit-0")
    page.keyboard.type("generic 1199")
    expect(first).to_contain_text("Generic 0")  # the page of what is meant is on its way
    until(page, lambda: held)
    held[0].continue_()
    expect(first).to_contain_text("Generic 1199 tablet")
    until(page, lambda: len(rows(pages)) == PRODUCTS)
    assert len(pages) > 2
    assert sum(each["snapshot"] is not None for each in pages) == len(pages)

    pages.clear()
    product = Product.objects.get(name="Generic 1199 tablet")
    change_product(
        actor=shop.owner,
        product_id=product.id,
        version=product.version,
        changes={"name": "Levothyroxine 50 mcg tablet"},
    )
    relay_all()
    page.keyboard.press("Escape")
    page.keyboard.type("levotiroxine")
    expect(first).to_contain_text("Levothyroxine 50 mcg tablet")
    until(page, lambda: rows(pages))
    assert [row["name"] for row in rows(pages)] == ["Levothyroxine 50 mcg tablet"]

    pages.clear()
    reloaded(page)
    page.keyboard.type("generic 0007")
    expect(first).to_contain_text("Generic 0007 tablet")
    assert pages == []


@pytest.mark.rows("OPS-30")
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "2 of 3 products are ready to sell."),
        ("id", "2 dari 3 produk sudah siap dijual."),
    ],
)
def test_while_the_copy_comes_it_says_how_much_is_here_and_sells_that(
    new_page: NewPage, monkeypatch: pytest.MonkeyPatch, width: int, locale: str, text: str
) -> None:
    monkeypatch.setattr("theriac.surfaces.counter.feed.pages.PRODUCTS_A_PAGE", 2)
    page = new_page(locale=locale, width=width, height=844)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(FURTHER, hold)
    open_with_its_copy_on_the_way(page, stocked_shop().shop)
    bar = page.get_by_role("progressbar", name=text)
    expect(bar).to_be_visible()
    assert bar.evaluate("(bar) => [bar.value, bar.max]") == [2, 3]
    expect(page.get_by_text(text)).to_be_visible()
    page.locator("#search").fill("8991234567891")
    page.locator("#search").press("Enter")
    expect(page.locator("[data-line]")).to_have_count(1)
    for route in held:
        route.continue_()
    expect(bar).to_have_count(0)
    until_told(page)
