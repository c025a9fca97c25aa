"""A basket of 200 lines: one change draws one line anew, and the sale arrives whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import open_counter, pay, to_basket, until
from tests.support.shop import FREE_CLASS, add_staff, open_shop
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleLine
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock

pytestmark = pytest.mark.journey
LINES = 200
FILL = """async (lines) => {
  const field = document.getElementById("search");
  for (let line = 0; line < lines; line += 1) {
    field.value = `medicine ${String(line).padStart(3, "0")}`;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
    await new Promise((done) => setTimeout(done, 0));
  }
}"""
WATCH = """() => {
  window.drawn = new Set();
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const row = (target.nodeType === 1 ? target : target.parentElement).closest("[data-line]");
      if (row) window.drawn.add(row.dataset.line);
    }
  }).observe(document.querySelector("[data-basket]"),
    {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def without_news(page: Page) -> list[int]:
    """From now on each look for news finds none, whatever the server has; the answers it gave."""
    looks: list[int] = []

    def look(route: Route) -> None:
        answer = route.fetch()
        looks.append(answer.status)
        headers = answer.headers.items()
        kept = {name: text for name, text in headers if not name.startswith("content-")}
        route.fulfill(status=204, headers=kept)

    page.route("**/counter/api/feed**", look)
    return looks


@pytest.mark.rows("UX-02")
def test_one_change_draws_one_line(page: Page) -> None:
    shop = open_shop()
    names = [f"Medicine {number:03d} 500 mg tablet" for number in range(LINES)]
    packs = [NewPack(name="strip", factor=10, price=6500)]
    ids = add_products(
        actor=shop.owner,
        products=[
            NewProduct(name=name, base_unit="tablet", legal_class=FREE_CLASS["id"], packs=packs)
            for name in names
        ],
    )
    expires_on = shop.today.replace(year=shop.today.year + 1, day=1)
    lines = [
        DeliveryLine(product_id=one, quantity=50, batch_number="B1", expires_on=expires_on)
        for one in ids
    ]
    enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=lines)
    add_staff("cashier", shop.branch_id, "dewi")
    relay_once()
    open_counter(page, shop)
    page.evaluate(FILL, LINES)
    expect(page.locator("[data-basket] tr[data-line]")).to_have_count(LINES)
    to_basket(page)
    looks = without_news(page)
    until(page, lambda: looks)
    page.evaluate(WATCH)
    page.keyboard.press("+")
    expect(page.locator("[data-basket] tr[aria-current]")).to_contain_text("2 strips")
    assert page.evaluate("window.drawn.size") == 1
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-basket] tr[aria-current]")).to_contain_text(f"{LINES - 1}")
    assert page.evaluate("window.drawn.size") == 2
    page.unroute("**/counter/api/feed**")
    pay(page)
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()
    assert [sale.total for sale in Sale.objects.all()] == [(LINES + 1) * 6500]
    assert SaleLine.objects.count() == LINES
    assert DiscrepancyCase.objects.count() == 0
