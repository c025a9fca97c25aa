"""A lost sale by two keys, without a network; it arrives once, and another in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    open_dialog,
    sell,
    stocked_shop,
    until,
)
from tests.support.browser_storage import slow_disk
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = [pytest.mark.journey, pytest.mark.rows("STK-33")]


def test_two_keys_record_what_isnt_in_stock(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    all_sent(page)
    page.context.set_offline(True)
    page.keyboard.type("3*paracetamol")
    expect(page.locator("#hit-0")).to_be_visible()
    dialog = open_dialog(page, "Shift+F7")
    expect(dialog).to_contain_text("Paracetamol 500 mg")
    expect(dialog.get_by_label("Quantity")).to_have_value("3")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator(".t-notice-go")).to_contain_text("Lost sale recorded.")
    assert not UnmetRequest.objects.exists()

    page.keyboard.type("paracetamol")
    expect(page.locator("#hit-0")).to_be_visible()
    dialog = open_dialog(page, "Shift+F7")
    dialog.get_by_role("button", name="Record “paracetamol” instead").click()
    expect(dialog.get_by_label("Item")).to_have_value("paracetamol")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.locator("#search").fill("")

    page.keyboard.type("sirup yang tak ada")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Record lost sale").click()
    expect(dialog.get_by_label("Item")).to_have_value("sirup yang tak ada")
    dialog.get_by_label("Quantity").fill("0")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Enter a whole number from 1 to 100.000.")
    dialog.get_by_label("Quantity").fill("2")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)

    page.context.set_offline(False)
    until(page, lambda: UnmetRequest.objects.count() == 2)
    until(page, lambda: page.evaluate("navigator.onLine"))
    known, typed = UnmetRequest.objects.order_by("asked_at")
    assert (known.product_id is not None, known.quantity % 3, typed.text) == (
        True,
        0,
        "sirup yang tak ada",
    )
    assert (typed.quantity, typed.state, typed.terminal_id) == (2, "open", known.terminal_id)


def test_what_is_typed_next_is_sought_next_however_slow_the_disk(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    page.keyboard.type("paracetamol")
    expect(page.locator("#hit-0")).to_be_visible()
    with slow_disk(page, "device"):
        dialog = open_dialog(page, "Shift+F7")
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        sell(page, "oral")
        expect(page.locator("[data-line]")).to_contain_text(["Oral rehydration salts"])
        page.keyboard.type("amlo")
    until(page, UnmetRequest.objects.exists)
    expect(page.locator("#search")).to_have_value("amlo")
