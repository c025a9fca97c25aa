"""A basket parked at one counter opens at another with its lines; offline it stays and says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    close_dialog,
    open_counter,
    open_dialog,
    sell,
    stocked_shop,
    until,
)
from tests.journeys.test_counter_parked_names import park_as
from tests.support.browser import NewPage
from tests.support.browser_storage import slow_disk
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.parked_baskets.models import ParkedBasket

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-14")]
ROWS = "[data-basket] [data-line]"


def test_a_parked_basket_opens_at_another_counter_once(new_page: NewPage) -> None:
    shop = stocked_shop().shop
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K2", name="Kasir 2")
    first, second = new_page(), new_page()
    open_counter(first, shop)
    open_counter(second, replace(shop, terminal_id=other), "ratna")
    all_sent(first)
    first.context.set_offline(True)
    sell(first, "2*paracetamol", "oral")
    park_as(first, "Ibu Sari")
    dialog = open_dialog(first, "F8")
    expect(dialog).to_contain_text("on this device only")
    close_dialog(first)
    first.context.set_offline(False)
    until(first, lambda: ParkedBasket.objects.filter(state="waiting").exists())

    dialog = open_dialog(second, "F10")
    close_dialog(second)
    until(second, lambda: second.locator("[data-key=park]").inner_text().startswith("Parked: 1"))
    dialog = open_dialog(second, "F8")
    row = dialog.locator(".t-parked-item")
    expect(row).to_contain_text("Ibu Sari")
    expect(row).to_contain_text("2 lines")
    with slow_disk(second, "drafts"):
        row.click()
        expect(second.locator(ROWS)).to_have_count(2)
        assert ParkedBasket.objects.get().terminal_id == other
        dialog = open_dialog(second, "Shift+F8")
        expect(dialog.get_by_label("Name (optional)")).to_have_value("Ibu Sari")
    until(first, lambda: first.locator("[data-key=park]").inner_text().startswith("Park"))


def test_what_the_server_may_have_opens_offline_as_a_copy_alone(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    all_sent(page)
    sell(page, "2*paracetamol", "oral")
    park_as(page, "")
    until(page, lambda: ParkedBasket.objects.filter(state="waiting").exists())
    dialog = open_dialog(page, "F8")
    expect(dialog).not_to_contain_text("on this device only")
    page.context.set_offline(True)
    dialog.locator(".t-parked-item").click()
    card = page.locator("[data-notice]")
    expect(card).to_contain_text("Basket not opened")
    card.get_by_role("button", name="Open a copy").click()
    expect(page.locator(ROWS)).to_have_count(2)
    page.context.set_offline(False)
    dialog = open_dialog(page, "F8")
    dialog.locator(".t-parked-item").click()
    until(page, lambda: ParkedBasket.objects.filter(state="fetched").exists())
    expect(page.locator(ROWS)).to_have_count(2)
    first = ParkedBasket.objects.get(state="fetched")
    until(page, lambda: ParkedBasket.objects.filter(state="waiting").exclude(id=first.id).exists())
