"""A gift card pays at the counter; without network it isn't taken."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import all_sent, open_counter, sell, stocked_shop, to_search
from tests.support.gift_cards import a_gift_card, holds
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.models import GiftEntry
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-27", "OFF-13"),
]


def choose_card(page: Page, code: str) -> None:
    """F9, the method, the code."""
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.get_by_role("radio", name="Gift card").click()
    page.locator("#reference").fill(code)


def test_a_card_pays_online_and_is_refused_without_network(page: Page) -> None:
    stocked = stocked_shop()
    code = new_code()
    card = a_gift_card(stocked.shop, 2_000, code)
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    choose_card(page, "AAAA-BBBB-CCCC-DDDD")
    expect(page.get_by_text("No gift card has this code")).to_be_visible()
    page.locator("#reference").fill(code.lower())
    expect(page.get_by_text("Rp 2.000 on this gift card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("has Rp 2.000 left")
    page.locator("#amount").fill("1.500")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    all_sent(page)
    assert holds(card) == 500
    assert GiftEntry.objects.get(kind="paid").sale_id == Sale.objects.get().id
    assert DiscrepancyCase.objects.count() == 0

    page.context.set_offline(True)
    page.keyboard.press("Escape")
    to_search(page)
    sell(page, "paracetamol")
    choose_card(page, code)
    expect(page.get_by_text("Gift cards need the network")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("need the network")
    assert Sale.objects.count() == 1
    page.context.set_offline(False)
