"""What a counter did without a network goes through a file, once, also where it syncs later."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    open_dialog,
    pay,
    sell,
    stocked_shop,
    unsent,
    until,
    until_drafted,
)
from tests.support.backoffice import Opener, be_signed_in
from tests.support.browser_storage import remembered
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.models import CodeSighting
from theriac.domains.device_logs.models import LogEntry, LogFinding
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.sales.models import DiscrepancyCase, ReceiptCopy, Sale
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = [pytest.mark.journey, pytest.mark.first_load, pytest.mark.rows("OFF-09")]


def work_offline(page: Page) -> None:
    """Two sales, a copy of a receipt, a code for the office, a lost sale and a waiting basket."""
    page.context.set_offline(True)
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
    page.get_by_role("button", name="Print a copy").click()
    until(page, lambda: len(remembered(page, "copies") or []) == 1)
    page.keyboard.type("RAK-77")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save for the office")).to_be_visible()
    page.keyboard.press("Enter")
    until(page, lambda: len(remembered(page, "codes") or []) == 1)
    page.keyboard.type("3*paracetamol")
    expect(page.locator("#hit-0")).to_be_visible()
    dialog = open_dialog(page, "Shift+F7")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    page.locator("#search").fill("")
    sell(page, "paracetamol")
    page.keyboard.press("F8")
    expect(page.get_by_text("Basket parked", exact=True)).to_be_visible()
    until_drafted(page)
    unsent(page, 2)


def save(page: Page, file: Path) -> None:
    page.get_by_role("button", name="2 unsent").first.click()
    dialog = page.get_by_role("dialog", name="Unsent sales")
    with page.expect_download() as told:
        dialog.get_by_role("button", name="Save to a file").click()
    expect(dialog.get_by_role("status")).to_contain_text("6 entries saved to a file.")
    told.value.save_as(file)


def take_in(office: Page, file: Path) -> None:
    office.goto("/sales/saved/")
    office.get_by_label("File").set_input_files(file)
    office.get_by_role("button", name="Receive").click()


def counts() -> tuple[int, ...]:
    models = (Sale, UnmetRequest, ParkedBasket, LogEntry, ReceiptCopy, CodeSighting)
    return tuple(model.objects.count() for model in models)


def test_nothing_is_lost_with_the_device_and_nothing_comes_twice(
    page: Page, new_page: Opener, tmp_path: Path
) -> None:
    shop, file = stocked_shop().shop, tmp_path / "unsent.json"
    open_counter(page, shop)
    all_sent(page)
    work_offline(page)
    save(page, file)
    assert counts() == (0, 0, 0, 0, 0, 0)

    office = new_page()
    be_signed_in(office)
    take_in(office, file)
    expect(office.get_by_text("2 sales booked.")).to_contain_text(
        "1 lost sale received. 1 copy of a receipt recorded. 1 code to link received. "
        "1 parked basket received."
    )
    assert counts() == (2, 1, 1, 3, 1, 1)
    take_in(office, file)
    expect(office.get_by_text("2 sales were already received.")).to_be_visible()
    assert counts() == (2, 1, 1, 3, 1, 1)

    page.keyboard.press("Escape")
    page.context.set_offline(False)
    all_sent(page)
    assert counts() == (2, 1, 1, 3, 1, 1)
    assert (DiscrepancyCase.objects.count(), LogFinding.objects.count()) == (0, 0)
    assert [one.sentence for result in run_checks() for one in result.violations] == []
