"""A clock that is off is said at the counter, and kept with the sale and the terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop
from theriac.domains.organisation.models import Terminal
from theriac.domains.sales.models import Sale
from theriac.domains.sales.queries.notes import notes_of

pytestmark = [pytest.mark.journey, pytest.mark.first_load]


def sent(page: Page) -> None:
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()


def test_a_clock_seven_minutes_ahead_is_said_and_kept(page: Page) -> None:
    stocked = stocked_shop()
    page.clock.install(time=datetime.now(UTC) + timedelta(minutes=7))
    open_counter(page, stocked.shop)
    expect(page.locator(".t-banner")).to_contain_text("This device’s clock is 7 minutes ahead.")
    sell(page, "paracetamol")
    pay(page)
    sent(page)

    skew = notes_of(Sale.objects.get().id).skew
    assert skew is not None
    assert abs(skew - timedelta(minutes=7)) < timedelta(seconds=30)
    terminal = Terminal.objects.get(id=stocked.shop.terminal_id)
    assert abs(terminal.clock_skew_seconds - 420) < 30
