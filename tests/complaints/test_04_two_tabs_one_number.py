"""Complaint 4: two tabs print the same receipt number.

odoo #7388, #71455, PR #287667. One tab sells and the others look (tests/journeys); here even two
tabs that both sell, as where a browser has no locks, take two numbers.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import NOTES, open_counter, pay, sell, sign_in, stocked_shop, until
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.queries.series import missing_numbers

pytestmark = [pytest.mark.journey, pytest.mark.first_load]
WITHOUT_LOCKS = 'Object.defineProperty(navigator, "locks", { value: undefined });'


def test_two_tabs_that_both_sell_take_two_numbers(page: Page) -> None:
    shop = stocked_shop().shop
    page.context.add_init_script(WITHOUT_LOCKS)
    open_counter(page, shop)
    other = page.context.new_page()
    other.add_init_script(NOTES)
    other.goto("/counter/")
    sign_in(other, "dewi")
    numbers = []
    for tab in (page, other, page, other):
        tab.bring_to_front()
        sell(tab, "paracetamol")
        pay(tab)
        numbers.append(tab.locator("[data-done]").get_by_role("definition").first.inner_text())
    until(page, lambda: Sale.objects.count() == len(numbers))
    for tab in (page, other):
        expect(tab.get_by_role("button", name="Online, all sent")).to_be_visible()
    assert [number[-1] for number in numbers] == ["1", "2", "3", "4"]
    assert sorted(Sale.objects.values_list("number", flat=True)) == numbers
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert DiscrepancyCase.objects.count() == 0
