"""A kill in the midst of a write leaves the browser's log torn: what the counter keeps stays kept.

Chromium writes on behind the torn end, finds the log damaged at the start after that, and empties
its storage; docs/counter-protocol.md says what the counter does about it.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.faults.killed import Till, numbers, sale, still_paired
from tests.journeys.counter import pair_and_sign_in, sign_in, stocked_shop, until_told
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.journey
PATIENCE_SECONDS = 30


@pytest.mark.rows("OFF-12")
def test_unsent_sales_outlive_kills_in_the_midst_of_a_write(till: Till) -> None:
    shop = stocked_shop().shop
    page = till.open()
    pair_and_sign_in(page, shop)
    sale(page)
    until_told(page)
    till.close()  # Chromium writes a new cookie after half a minute, or now
    for _ in range(3):
        before = till.logs()
        page = till.open()
        still_paired(till, page)
        sign_in(page, "dewi")
        page.route("**/counter/api/**", lambda route: route.abort())
        until_new_log(till, before)
        sale(page)
        till.kill()
        till.tear()

    page = till.open()
    still_paired(till, page)
    sign_in(page, "dewi")
    expect(page.get_by_role("button", name="Online, all sent")).to_be_visible()
    assert numbers(Sale) == [1, 2, 3, 4]


def until_new_log(till: Till, before: list[Path]) -> None:
    """None of the logs from before this start is left."""
    until = time.monotonic() + PATIENCE_SECONDS
    while set(before) & set(till.logs()):
        assert time.monotonic() < until, "the browser still appends to its log from before"
        time.sleep(0.02)
