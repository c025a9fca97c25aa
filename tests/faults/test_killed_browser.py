"""The browser is killed right after the receipt: every sale that a receipt showed arrives once.

A killed process proves the order (written, then shown) and that nothing is sent twice; that the
disk has it when the power goes is the setting which tests/surfaces/counter/db asserts.
"""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.journeys.counter import (
    NOTES,
    pair_and_sign_in,
    pay,
    sell,
    sign_in,
    stocked_shop,
    until_told,
)
from tests.support.browser import ARGUMENTS, PATIENCE_MS, Devices, find_browser
from tests.support.shop import stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.queries.series import missing_numbers
from theriac.surfaces.operations import processes

pytestmark = pytest.mark.journey
START_SECONDS = 60


class Till:
    """A browser of its own process group with a profile that stays; ``page`` is its one tab."""

    def __init__(self, browser: Browser, folder: Path, address: str) -> None:
        self._kind = browser.browser_type
        self._folder = folder
        self._address = address
        self._child: subprocess.Popen[bytes] | None = None
        self._running: Browser | None = None

    def open(self) -> Page:
        """Start the browser over the profile as it was left; the counter's page is shown."""
        said = self._folder / "DevToolsActivePort"
        said.unlink(missing_ok=True)
        path = find_browser()
        assert path is not None
        profile = ["--remote-debugging-port=0", f"--user-data-dir={self._folder}"]
        self._child = subprocess.Popen(
            [path, *ARGUMENTS, *profile, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + START_SECONDS
        while not (said.exists() and len(said.read_text().splitlines()) > 1):
            assert time.monotonic() < until, "the browser didn't start"
            time.sleep(0.02)
        port = said.read_text().splitlines()[0]
        self._running = self._kind.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = self._running.contexts[0].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(NOTES)
        page.goto(f"{self._address}/counter/")
        return page

    def close(self) -> None:
        """End it as a person does: what the browser keeps in memory, its cookies, is written."""
        assert self._running is not None
        assert self._child is not None
        self._running.new_browser_cdp_session().send("Browser.close")
        self._child.wait(START_SECONDS)
        self._child = None

    def kill(self) -> None:
        """End every process of the browser, now and without a farewell."""
        if self._child is None:
            return
        processes.end(self._child)
        self._child = None
        try:
            if self._running is not None:
                self._running.close()
        except Error:
            return  # it is gone already, which is what was wanted


@pytest.fixture
def till(browser: Browser, live_server: Any, devices: Devices, tmp_path: Path) -> Till:
    made = Till(browser, tmp_path / "profile", live_server.url)
    devices.ends_with(made.kill)
    return made


@pytest.mark.rows("OFF-12")
def test_a_browser_killed_right_after_the_receipt_loses_and_doubles_no_sale(
    till: Till, is_long: bool, rng: random.Random
) -> None:
    kills = 100 if is_long else 3
    stocked = stocked_shop()
    shop = stocked.shop
    stock_up(shop, stocked.medicines["paracetamol"], 1_000, batch_number="PCT2410B")
    page = till.open()
    pair_and_sign_in(page, shop)
    until_told(page)
    till.close()  # Chromium writes a new cookie after half a minute, or now
    for _kill in range(kills):
        page = till.open()
        sign_in(page, "dewi")
        if rng.random() < 0.6:
            page.route("**/api/push", lambda route: route.abort())
        sell(page, "paracetamol")
        pay(page)
        till.kill()

    page = till.open()
    sign_in(page, "dewi")
    expect(page.get_by_role("button", name="Online, all sent")).to_be_visible()
    assert list(Sale.objects.order_by("sequence").values_list("sequence", flat=True)) == list(
        range(1, kills + 1)
    )
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert DiscrepancyCase.objects.count() == 0
    assert [v.sentence for result in run_checks() for v in result.violations] == []
