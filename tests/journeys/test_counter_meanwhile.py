"""What the back office does while a counter has no network: the sale stands, a case tells of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    Stocked,
    all_sent,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
    unsent,
)
from theriac.core.outbox.relay import relay_once
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.accounts.models import User
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.commands.batches import hold_batch

pytestmark = pytest.mark.journey


def opened(page: Page) -> Stocked:
    """An open counter that has lost its network."""
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    all_sent(page)
    page.context.set_offline(True)
    return stocked


def reconnected(page: Page) -> None:
    unsent(page, 1)
    page.context.set_offline(False)
    expect(page.locator("[data-done]").get_by_text(re.compile("^Sent"))).to_be_visible()
    all_sent(page)


def case_kinds() -> list[str]:
    return sorted(DiscrepancyCase.objects.values_list("kind", flat=True))


def test_a_batch_recalled_meanwhile_is_booked_and_sold_no_more(page: Page) -> None:
    stocked = opened(page)
    hold_batch(
        actor=stocked.shop.owner,
        branch_id=stocked.shop.branch_id,
        batch_id=stocked.batches["PCT2409A"],
        reason="recall 26/117",
    )
    relay_once()
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Pending")
    reconnected(page)
    assert (Sale.objects.count(), case_kinds()) == (1, ["batch_held"])
    sell(page, "paracetamol")
    expect(page.locator("[data-problem=insufficient]")).to_contain_text(
        "The stock is on hold. Choose another product."
    )
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_have_count(0)
    assert Sale.objects.count() == 1


def test_a_person_disabled_meanwhile_is_signed_out_and_the_sale_kept(page: Page) -> None:
    stocked = opened(page)
    dewi = User.objects.get_by_natural_key("dewi")
    set_person_active(actor=stocked.shop.owner, user_id=dewi.id, active=False)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Pending")
    unsent(page, 1)
    page.context.set_offline(False)
    expect(page.locator("#username")).to_be_visible()
    sale = Sale.objects.get()
    assert (sale.person_id, case_kinds()) == (dewi.id, ["person"])


def test_a_clock_moved_two_days_ahead_is_kept_with_both_times(page: Page) -> None:
    stocked = opened(page)
    page.evaluate(
        """() => {
          const { now } = Date;
          Date.now = () => now() + 49 * 3_600_000;
        }"""
    )
    sell(page, "paracetamol")
    pay(page)
    reconnected(page)
    expect(page.locator(".t-banner")).to_contain_text("This device’s clock is")
    reloaded(page)  # the clock is right again
    all_sent(page)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]").get_by_text(re.compile("^Sent"))).to_be_visible()
    first, second = Sale.objects.order_by("sequence")
    assert (first.sequence, second.sequence) == (1, 2)
    ahead = (first.occurred_at - first.recorded_at).total_seconds() / 3600
    assert 48 < ahead < 50
    assert abs((second.occurred_at - second.recorded_at).total_seconds()) < 60
    # two days ahead; then a day before the number that went before
    assert case_kinds() == ["clock", "clock"]
    assert stocked.shop.terminal_id == first.terminal_id == second.terminal_id
