"""A customer pays by credit at the counter: within what is free, and offline by the card alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    kept,
    open_counter,
    sell,
    stocked_shop,
    to_search,
    unsent,
    until,
)
from tests.support.credit import organisation, owed

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-25", "SAL-07", "OFF-13"),
]


def charge(page: Page, number: str) -> None:
    """F9, the method, the card's number."""
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.get_by_role("radio", name="Credit").click()
    page.locator("#reference").fill(number)


def test_credit_is_taken_up_to_what_is_free_online_and_offline(page: Page) -> None:
    stocked = stocked_shop()
    account = organisation(stocked.shop, limit=10_000)
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    charge(page, "1234")
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("No credit account found")
    page.locator("#reference").fill(account.number)
    expect(page.get_by_text("Rp 10.000 available")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    all_sent(page)
    first = owed(account)
    assert 0 < first <= 10_000
    until(page, lambda: kept(page, "device", "credit") is not None)

    page.context.set_offline(True)
    page.keyboard.press("Escape")
    to_search(page)
    sell(page, "paracetamol")
    charge(page, account.number)
    left = f"{10_000 - first:,}".replace(",", ".")
    expect(page.get_by_text(f"up to Rp {left}")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text(f"Only Rp {left}")
    page.locator("#amount").fill(left)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    unsent(page, 1)
    page.context.set_offline(False)
    all_sent(page)
    assert owed(account) == 10_000
