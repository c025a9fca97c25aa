"""Training: a red frame, its own numbers, and nothing of it anywhere afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    close_dialog,
    open_counter,
    open_dialog,
    pay,
    reloaded,
    sell,
    stocked_shop,
    until,
)
from tests.support.browser_storage import kept
from theriac.domains.sales.models import HeldPush, Sale
from theriac.domains.stock.models import Balance
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-32")]


def start(page: Page) -> None:
    dialog = open_dialog(page, "F10")
    dialog.get_by_role("button", name="Training").click()
    page.get_by_role("button", name="Start training").click()
    until(page, lambda: "t-training" in (page.locator("body").get_attribute("class") or ""))
    expect(page.locator("#search")).to_be_focused()


def stock() -> int:
    return sum(Balance.objects.values_list("quantity", flat=True))


def test_nothing_of_it_reaches_the_server(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    sell(page, "paracetamol")
    pay(page)
    all_sent(page)
    before, series = stock(), kept(page, "series")

    start(page)
    expect(page.locator(".t-banner-stop")).to_contain_text("TRAINING")
    sell(page, "paracetamol", "paracetamol")
    pay(page)
    expect(page.locator("main")).to_contain_text("TK1-000001")
    expect(page.locator(".t-paper")).to_contain_text("TRAINING · LATIHAN")
    reloaded(page)
    expect(page.locator(".t-banner-stop")).to_contain_text("TRAINING")
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("main")).to_contain_text("TK1-000002")
    page.keyboard.type("paracetamol")
    expect(page.locator("#hit-0")).to_be_visible()
    dialog = open_dialog(page, "Shift+F7")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sell(page, "paracetamol")
    page.keyboard.press("F8")
    expect(page.locator("[data-line]")).to_have_count(0)
    assert [url for url in asked if "/api/" in url] == []

    page.get_by_role("button", name="End training").click()
    page.get_by_role("dialog").get_by_role("button", name="End training").click()
    until(page, lambda: "t-training" not in (page.locator("body").get_attribute("class") or ""))
    expect(page.locator("#search")).to_be_focused()
    all_sent(page)
    assert kept(page, "series") == series
    assert Sale.objects.count() == 1
    assert (HeldPush.objects.count(), UnmetRequest.objects.count(), stock()) == (0, 0, before)
    names = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert names == ["theriac-counter"]
    sell(page, "paracetamol")
    pay(page)
    all_sent(page)
    assert Sale.objects.count() == 2


def test_who_may_not_is_not_asked_and_a_filled_basket_comes_first(
    page: Page, new_page: Callable[..., Page]
) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    dialog = open_dialog(page, "F10")
    expect(dialog.get_by_role("button", name="Training")).to_have_count(0)
    close_dialog(page)
    other: Any = new_page()
    open_counter(other, shop, "ratna")
    sell(other, "paracetamol")
    dialog = open_dialog(other, "F10")
    dialog.get_by_role("button", name="Training").click()
    expect(other.locator("dialog .t-error")).to_contain_text("The basket has items.")
    expect(other.get_by_role("button", name="Start training")).to_have_count(0)
