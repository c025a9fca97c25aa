"""Who has no PIN is reminded at the counter, and sets it there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, sell, stocked_shop, until
from tests.support.shop import PASSWORD
from theriac.domains.accounts.models import CounterPin

pytestmark = [pytest.mark.journey, pytest.mark.rows("SEC-10", "UX-13")]
REMINDER = "[data-notice]"


def test_the_reminder_leads_to_it_and_goes(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    expect(page.locator(REMINDER)).to_contain_text("You have no PIN")
    expect(page.locator(REMINDER)).to_have_attribute("role", "status")  # it interrupts nobody
    page.locator(REMINDER).get_by_role("button", name="Set my PIN").click()
    dialog = page.get_by_role("dialog", name="Set my PIN")
    dialog.get_by_label("Sign-in name").fill("dewi")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_label("New PIN", exact=True).fill("508214")
    dialog.get_by_label("Repeat new PIN").fill("508214")
    dialog.get_by_role("button", name="Save PIN").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(REMINDER)).to_have_count(0)
    until(page, CounterPin.objects.exists)


def test_it_goes_as_somebody_begins_to_sell(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    expect(page.locator(REMINDER)).to_be_visible()
    sell(page, "paracetamol")
    expect(page.locator(REMINDER)).to_have_count(0)
