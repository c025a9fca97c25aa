"""The network goes and comes back: sales go on, nothing is lost, nothing is booked twice."""

from __future__ import annotations

import re
import sqlite3

import pytest
from django.db import connection
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import (
    all_sent,
    close_dialog,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
    to_basket,
    to_search,
    unsent,
    until,
)
from tests.support.shop import add_medicine, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.stock.commands.batches import hold_batch

pytestmark = pytest.mark.journey


def test_sales_go_on_without_a_network_and_arrive_once(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    all_sent(page)
    page.context.set_offline(True)
    for _sale in range(2):
        sell(page, "2*paracetamol")
        page.keyboard.press("F9")
        expect(page.get_by_text("Not checked with the server.")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("[data-done]")).to_be_visible()
        expect(page.locator("[data-done]")).to_contain_text("Pending")
    expect(page.get_by_text(re.compile(r"^Offline since \d\d:\d\d\."))).to_be_visible()
    unsent(page, 2)
    page.get_by_role("button", name=re.compile("^2 unsent")).click()
    dialog = page.get_by_role("dialog", name="Unsent sales")
    expect(dialog.get_by_role("row")).to_have_count(3)
    expect(dialog).to_contain_text("The server doesn’t respond")
    assert Sale.objects.count() == 0
    page.context.set_offline(False)
    dialog.get_by_role("button", name="Send now").click()
    expect(dialog.get_by_text("Everything is sent")).to_be_visible()
    close_dialog(page)
    all_sent(page)
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2]
    assert DiscrepancyCase.objects.count() == 0


def test_an_unsent_sale_outlives_a_reload(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.route("**/api/push", lambda route: route.abort())
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Pending")
    unsent(page, 1)
    page.unroute("**/api/push")
    reloaded(page)
    all_sent(page)
    assert Sale.objects.count() == 1


@pytest.mark.rows("STK-01")
def test_stock_received_elsewhere_shows_with_the_next_look(page: Page) -> None:
    """The device looks every two seconds. How long it takes from a sale at one counter to the
    other's screen is measured by bench counter.
    """
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    looks: list[int] = []

    def look(route: Route) -> None:
        answer = route.fetch()
        looks.append(answer.status)
        route.fulfill(response=answer)

    page.route("**/counter/api/feed**", look)
    page.keyboard.type("amlodipine")
    expect(page.locator("#hit-0 .t-qty")).to_have_text("3 strips")
    until(page, lambda: looks)  # each look passes here, and none while this thread does something
    del looks[:]
    stock_up(stocked.shop, stocked.medicines["amlodipine"], 20, batch_number="AML26C1")
    relay_once()
    expect(page.locator("#hit-0 .t-qty")).to_have_text("5 strips")
    assert looks[0] == 200
    assert looks.count(200) == 1


def test_a_revoked_device_says_so_and_its_sales_are_held(page: Page) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    open_counter(page, shop)
    sell(page, "paracetamol")
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    expect(page.get_by_text("This device is no longer paired.")).to_be_visible()
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("On hold, needs a decision")
    assert (Sale.objects.count(), HeldPush.objects.count()) == (0, 1)


def test_a_device_that_cant_write_sells_nothing(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.evaluate(
        """() => { IDBObjectStore.prototype.add = () => {
          throw new DOMException("no room", "QuotaExceededError");
        }; }"""
    )
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("The sale wasn’t saved")
    expect(page.locator("#amount-error")).to_contain_text("Nothing was sold")
    expect(page.locator("#amount-error")).to_contain_text("This device is full: send or save")
    page.keyboard.press("Escape")
    expect(page.get_by_role("row", name="Paracetamol")).to_be_visible()
    assert Sale.objects.count() == 0


@pytest.mark.rows("OFF-06")
@pytest.mark.parametrize("why", ["recalled", "expired"])
def test_a_batch_that_cant_be_sold_is_refused_without_a_network(page: Page, why: str) -> None:
    shop = stocked_shop().shop
    zinc = add_medicine(shop, "Zinc 20 mg tablet")
    days = -2 if why == "expired" else 300
    batch = stock_up(shop, zinc, 30, batch_number="ZNC2504", days=days)
    if why == "recalled":
        hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="recall")
    relay_once()
    open_counter(page, shop)
    page.context.set_offline(True)
    expect(page.get_by_text(re.compile(r"^Offline since"))).to_be_visible()
    sell(page, "zinc")
    card = page.locator("[data-problem]")
    said = {"recalled": "The stock is on hold.", "expired": "The stock has expired."}
    expect(card).to_contain_text(said[why])
    expect(card.locator("[data-as-of]")).to_contain_text("According to this device’s data of")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_have_count(0)


def test_what_is_refused_without_a_network_says_how_old_its_facts_are(page: Page) -> None:
    stocked = stocked_shop()
    held = add_medicine(stocked.shop, "Zinc 20 mg tablet")
    batch = stock_up(stocked.shop, held, 30, batch_number="ZNC2504")
    hold_batch(
        actor=stocked.shop.owner, branch_id=stocked.shop.branch_id, batch_id=batch, reason="recall"
    )
    controlled = add_medicine(stocked.shop, "Diazepam 5 mg tablet", legal_class="psikotropika")
    stock_up(stocked.shop, controlled, 30, batch_number="DZP2504")
    relay_once()
    open_counter(page, stocked.shop)
    page.context.set_offline(True)
    expect(page.get_by_text(re.compile(r"^Offline since"))).to_be_visible()
    sell(page, "zinc")
    card = page.locator("[data-problem]")
    expect(card).to_contain_text("Zinc 20 mg tablet")
    expect(card.locator("[data-as-of]")).to_have_text(
        re.compile(r"^According to this device’s data of \d+ \w+ \d{4}, \d\d:\d\d\.$")
    )
    to_basket(page)
    page.keyboard.press("Delete")
    page.keyboard.press("F2")
    to_search(page)
    sell(page, "diazepam")
    expect(page.locator("[data-problem=class_refused]")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_have_count(0)


@pytest.mark.databases("sqlite")
@pytest.mark.rows("SAL-17", "OFF-04")
def test_a_server_restored_from_yesterday_gets_the_sales_back_once(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
    with sqlite3.connect(":memory:") as backup:
        _books().backup(backup)
        for _sale in range(2):
            sell(page, "2*paracetamol")
            pay(page)
            expect(page.locator("[data-done]")).to_contain_text("Sent")
        page.context.set_offline(True)
        expect(page.get_by_text(re.compile(r"^Offline since"))).to_be_visible()
        backup.backup(_books())
    assert Sale.objects.count() == 1
    page.context.set_offline(False)
    until(page, lambda: Sale.objects.count() == 3)
    all_sent(page)
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2, 3]
    assert DiscrepancyCase.objects.count() == 0


def _books() -> sqlite3.Connection:
    connection.ensure_connection()
    books: sqlite3.Connection = connection.connection
    return books
