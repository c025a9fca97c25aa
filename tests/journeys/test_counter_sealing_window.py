"""Sealing where it can't be done, and beside versions that don't know it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
    unsent,
    until,
)
from tests.journeys.test_counter_plain_http import INSECURE
from tests.support.browser import NewPage
from tests.support.browser_storage import everything_kept
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, SaleGround

pytestmark = pytest.mark.journey
PRESCRIBER, NUMBER = "dr. Xanthippe Quillfeather", "ZQX-90817-KEEPOUT"

# What the program of before wrote, in sales and baskets: the names beside the rest.
AS_BEFORE = """async ({names, tables}) => {
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const db = await done(indexedDB.open("theriac-counter"));
  for (const name of tables) {
    for (const row of await done(db.transaction(name).objectStore(name).getAll())) {
      const holder = row.basket ?? row;
      holder.grounds = holder.grounds.map(({sealed, ...ground}) => ({...ground, ...names}));
      await done(db.transaction(name, "readwrite").objectStore(name).put(row));
    }
  }
  db.close();
}"""


def capture(page: Page) -> None:
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    expect(page.locator("#prescriber")).to_be_focused()
    page.keyboard.type(PRESCRIBER)
    page.keyboard.press("Tab")
    page.keyboard.type(NUMBER)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def recorded() -> list[tuple[str, str]]:
    rows = SaleGround.objects.order_by("sale__sequence")
    return [(row.details["prescriber"], row.details["number"]) for row in rows]


def write_as_before(page: Page, *tables: str) -> None:
    names = {"prescriber": PRESCRIBER, "number": NUMBER}
    page.evaluate(AS_BEFORE, {"names": names, "tables": tables})
    assert PRESCRIBER in everything_kept(page)


def without_key(route: Route) -> None:
    """The feed of a server that knows of no sealing."""
    response = route.fetch()
    body = response.text()
    if not body.startswith("{"):
        route.fulfill(response=response)
        return
    document = json.loads(body)
    if document.get("settings"):
        del document["settings"]["sealing"]
    route.fulfill(status=response.status, headers={"x-theriac-protocol": "2"}, json=document)


@pytest.mark.first_load
@pytest.mark.parametrize(
    ("locale", "why", "exception"),
    [
        ("en", "Prescriptions can't be recorded at this address.", "Named exception"),
        ("id", "Resep tidak dapat dicatat di alamat ini.", "Pengecualian"),
    ],
)
def test_over_plain_http_a_prescription_is_refused_with_its_reason(
    new_page: NewPage, locale: str, why: str, exception: str
) -> None:
    page = new_page(locale=locale)
    page.add_init_script(INSECURE)
    open_counter(page, stocked_shop().shop, "ratna")
    sell(page, "amlodipine")
    card = page.locator("[data-problem=prescription]")
    expect(card).to_contain_text(why)
    expect(card).to_contain_text("https")
    card.get_by_role("button", name=exception).click()
    page.get_by_role("dialog").get_by_role("radio").first.check()
    page.keyboard.press("Enter")
    expect(page.locator("[data-problem]")).to_have_count(0)
    pay(page)
    until(page, lambda: Sale.objects.count() == 1)


def test_a_server_that_gives_no_key_takes_no_prescription(page: Page) -> None:
    page.route("**/counter/api/feed**", without_key)
    open_counter(page, stocked_shop().shop, "ratna")
    sell(page, "amlodipine")
    card = page.locator("[data-problem=prescription]")
    expect(card).to_contain_text("Prescriptions can't be recorded on this device yet.")
    expect(card.get_by_role("button", name="Enter prescription")).to_have_count(0)
    page.get_by_role("button", name="Remove line 1").click()
    sell(page, "paracetamol")
    pay(page)
    until(page, lambda: Sale.objects.count() == 1)
    page.unroute_all(behavior="ignoreErrors")


def test_what_a_server_of_before_cant_open_waits_for_a_newer_one(page: Page) -> None:
    """It finds no name where its protocol wants one, so that it takes no such sale."""
    open_counter(page, stocked_shop().shop, "ratna")
    pushed: list[Any] = []

    def as_before(route: Route) -> None:
        parcel = json.loads(route.request.post_data or "{}")
        pushed.extend(parcel["sales"])
        answer = {"results": [], "voids": [], "balances": []}
        route.fulfill(json=answer, headers={"x-theriac-protocol": "2"})

    page.route("**/api/push", as_before)
    capture(page)
    pay(page)
    unsent(page, 1)
    [ground] = pushed[0]["grounds"]
    assert (ground["prescriber"], ground["number"]) == (None, None)
    page.unroute("**/api/push")
    reloaded(page)
    until(page, lambda: recorded() == [(PRESCRIBER, NUMBER)])
    assert DiscrepancyCase.objects.count() == 0


def test_what_an_older_version_left_readable_is_sealed_at_the_start(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page)
    pay(page)
    until(page, lambda: Sale.objects.count() == 1)
    all_sent(page)
    page.route("**/api/push", lambda route: route.abort())
    capture(page)
    pay(page)
    capture(page)
    page.keyboard.press("F8")
    expect(page.get_by_role("heading", name="The basket is empty")).to_be_visible()
    capture(page)
    until(page, lambda: everything_kept(page).count('"sealed":"1.') == 4)
    write_as_before(page, "sales", "drafts")
    reloaded(page)
    until(page, lambda: everything_kept(page).count('"sealed":"1.') == 4)
    kept = everything_kept(page)
    assert [one for one in (PRESCRIBER, NUMBER) if one in kept] == []
    expect(page.locator("[data-ground]")).to_contain_text(f"R/ {NUMBER} · {PRESCRIBER}")
    page.unroute("**/api/push")
    pay(page)
    until(page, lambda: Sale.objects.count() == 3)
    all_sent(page)
    assert recorded() == [(PRESCRIBER, NUMBER)] * 3
    assert HeldPush.objects.count() == 0


def test_a_sale_that_was_booked_readable_and_sealed_before_the_answer_is_one_sale(
    page: Page,
) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    page.route("**/api/push", lambda route: route.abort())
    capture(page)
    pay(page)
    unsent(page, 1)
    write_as_before(page, "sales")

    def answer_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    page.unroute("**/api/push")
    page.route("**/api/push", answer_lost)
    until(page, lambda: Sale.objects.count() == 1)
    reloaded(page)
    until(page, lambda: PRESCRIBER not in everything_kept(page))
    page.unroute("**/api/push")
    all_sent(page)
    assert recorded() == [(PRESCRIBER, NUMBER)]
    assert (HeldPush.objects.count(), DiscrepancyCase.objects.count()) == (0, 0)


def test_where_nothing_can_be_sealed_a_basket_of_before_is_sold_all_the_same(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page)
    until(page, lambda: '"sealed":"1.' in everything_kept(page))
    write_as_before(page, "drafts")
    page.add_init_script(INSECURE)
    reloaded(page)
    expect(page.get_by_text(f"R/ {NUMBER} · {PRESCRIBER}")).to_be_visible()
    expect(page.locator("[data-ground]")).to_have_count(0)  # nothing can be typed anew here
    pay(page)
    until(page, lambda: recorded() == [(PRESCRIBER, NUMBER)])
