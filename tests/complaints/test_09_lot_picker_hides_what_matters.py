"""Complaint 9: the lot picker hides quantity and expiry.

OCA/pos #1471; POS-Awesome-V15 #842.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, sell, stocked_shop, to_basket

pytestmark = [pytest.mark.journey, pytest.mark.first_load]


def test_each_batch_is_offered_with_number_expiry_shelf_and_quantity(page: Page) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    sell(page, "oral")
    row = page.locator("[data-basket] tr[data-line]")
    expect(row).to_contain_text("ORS2503")
    to_basket(page)
    page.keyboard.press("Enter")
    choices = page.get_by_role("dialog").locator("label", has=page.locator("input[name=batch]"))
    expect(choices).to_have_count(2)
    for choice, number, quantity, days in (
        (choices.nth(0), "ORS2503", "4 sachets", 200),
        (choices.nth(1), "ORS2507", "20 sachets", 300),
    ):
        expires = shop.today + timedelta(days=days)
        for shown in (number, quantity, "B-11", f"{expires:%b %Y}"):
            expect(choice).to_contain_text(shown)
