"""A device that its server doesn't know any more is paired again, and loses no sale."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    pair_and_sign_in,
    pay,
    reloaded,
    sell,
    stocked_shop,
    unsent,
)
from tests.support.shop import PASSWORD
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.queries.series import missing_numbers

pytestmark = pytest.mark.journey


def test_a_device_that_lost_its_pairing_is_paired_again_and_sends_what_it_kept(page: Page) -> None:
    """A browser that is killed within half a minute of the pairing forgets the cookie."""
    shop = stocked_shop().shop
    open_counter(page, shop)
    page.context.set_offline(True)
    sell(page, "paracetamol")
    pay(page)
    unsent(page, 1)
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.evaluate("sessionStorage.clear()")
    reloaded(page)
    expect(page.locator("#username")).to_be_focused()
    page.keyboard.type("dewi")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pair this device")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(["Its sales are saved here"])
    assert Sale.objects.count() == 0
    pair_and_sign_in(page, shop)
    all_sent(page)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]").get_by_text(re.compile("^Sent"))).to_be_visible()
    numbers = [sale.number for sale in Sale.objects.order_by("id")]
    assert [number[:7] for number in numbers] == ["MLT-K1-", "MLT-K1B"]
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert DiscrepancyCase.objects.count() == 0
