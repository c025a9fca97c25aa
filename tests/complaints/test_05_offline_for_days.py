"""Complaint 5: offline was taken away, asked back for years, or isn't safe for days.

erpnext #5123, #28861, #56438; POSNext #244 ("2–4 days? not safe"). Four days without a network,
the page opened anew each day; then every sale arrives on the day on which it was made.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.journeys.counter import (
    all_sent,
    open_counter,
    pay,
    reloaded,
    sell,
    sign_in,
    stocked_shop,
    unsent,
    until,
)
from tests.support.browser_storage import kept
from theriac.core import clock
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.queries.series import missing_numbers

pytestmark = [pytest.mark.journey, pytest.mark.first_load]
DAYS = 4
HOURS_AGO = """
const { now } = Date;
Date.now = () => now() - 3_600_000 * Number(localStorage.getItem("hours ago") ?? 0);
"""


def come_back(page: Page) -> None:
    """Load the counter on another day; whoever left it alone signs in again, network or not."""
    reloaded(page)
    if page.locator("#username").is_visible():
        sign_in(page, "dewi")


@pytest.mark.rows("OFF-01")
def test_four_days_without_a_network_lose_nothing(page: Page) -> None:
    with clock.at(datetime.now(UTC) - timedelta(days=DAYS + 1)):
        shop = stocked_shop().shop
    page.add_init_script(HOURS_AGO)
    open_counter(page, shop)
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    until(page, lambda: kept(page, "device", "proofs"))  # the device knows Dewi without a network
    page.context.set_offline(True)
    for days_ago in range(DAYS, 0, -1):
        page.evaluate("(hours) => localStorage.setItem('hours ago', hours)", str(24 * days_ago))
        come_back(page)
        for _sale in range(2):
            sell(page, "paracetamol")
            pay(page)
    unsent(page, 2 * DAYS)
    page.evaluate("localStorage.clear()")
    come_back(page)  # before the network: a parcel begun yesterday would carry yesterday's time
    page.context.set_offline(False)
    all_sent(page)
    sales = list(Sale.objects.order_by("sequence"))
    assert [sale.sequence for sale in sales] == list(range(1, 2 * DAYS + 1))
    days = [(shop.today - sale.business_on).days for sale in sales]
    assert days == [day for day in range(DAYS, 0, -1) for _sale in range(2)]
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert list(DiscrepancyCase.objects.values_list("kind", flat=True)) == []
