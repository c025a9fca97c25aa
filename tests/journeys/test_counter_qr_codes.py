"""Unsent sales go from one counter to another by QR codes, and from there to the server."""

from __future__ import annotations

import re
from dataclasses import replace
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
)
from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.browser import Devices
from tests.support.pictures import film_of_codes
from tests.support.shop import Shop, add_staff
from theriac.core.verification.registry import run_checks
from theriac.domains.device_logs.models import LogEntry, LogFinding
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.tills.models import TillSession

pytestmark = [pytest.mark.journey, pytest.mark.first_load, pytest.mark.rows("OFF-09")]
MODULES = re.compile(r"M(\d+) (\d+)h1v1h-1z")


def work_offline(page: Page) -> None:
    """A till is opened, and two sales go into it; the whole program is kept on the device."""
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    page.context.set_offline(True)
    dialog = page.get_by_role("dialog")
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Till", exact=True).click()
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    expect(dialog).to_have_count(0)
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
    unsent(page, 3)


def modules_shown(page: Page) -> list[str]:
    """The modules of the code on the screen, 1 for a black one."""
    drawn = page.locator("svg.t-qr")
    size = int(str(drawn.get_attribute("viewBox")).split()[-1])
    rows = [["0"] * size for _row in range(size)]
    for x, y in MODULES.findall(str(drawn.locator("path").get_attribute("d"))):
        rows[int(y)][int(x)] = "1"
    return ["".join(row) for row in rows]


def codes_shown(page: Page) -> list[list[str]]:
    """Each code in its order, stepped through once they are paused."""
    page.get_by_role("button", name="3 unsent").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Show as QR codes").click()
    dialog = page.get_by_role("dialog", name="Show as QR codes")
    dialog.get_by_role("button", name="Pause").click()
    place = dialog.locator("[data-code]")
    count = int(re.findall(r"of (\d+)", place.inner_text())[0])
    found: dict[int, list[str]] = {}
    for _code in range(count):
        dialog.get_by_role("button", name="Next").click()
        shown = place.get_attribute("data-code")
        drawn = dialog.locator(f"svg.t-qr[data-drawn='{shown}']")
        expect(drawn).to_be_visible()
        found[int(str(shown))] = modules_shown(page)
    return [found[number] for number in range(1, count + 1)]


def counts() -> tuple[int, int, int]:
    return Sale.objects.count(), TillSession.objects.count(), LogEntry.objects.count()


def second_counter(shop: Shop) -> Shop:
    add_staff("manager", shop.branch_id, "sari")
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K2", name="Kasir 2")
    return replace(shop, terminal_id=other)


def test_another_counters_camera_brings_all_of_it_to_the_server_and_nothing_twice(
    page: Page, devices: Devices, tmp_path: Path
) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    all_sent(page)
    work_offline(page)
    codes = codes_shown(page)
    assert len(codes) > 1
    assert counts() == (0, 0, 0)

    phone = devices.phone(film_of_codes(codes[::-1], tmp_path / "codes.y4m"))
    open_counter(phone, second_counter(shop), "sari")
    dialog = open_dialog(phone, "F10")
    dialog.get_by_role("button", name="Receive QR codes").click()
    taken = phone.get_by_role("dialog", name="Receive QR codes")
    expect(taken).to_contain_text("2 sales booked.")
    expect(taken).to_contain_text("1 till entry received.")
    assert counts() == (2, 1, 3)

    page.keyboard.press("Escape")
    page.context.set_offline(False)
    all_sent(page)
    assert counts() == (2, 1, 3)
    assert (DiscrepancyCase.objects.count(), LogFinding.objects.count()) == (0, 0)
    assert [one.sentence for result in run_checks() for one in result.violations] == []


def test_missing_codes_are_named_and_a_cashier_is_told_who_may(
    page: Page, devices: Devices, tmp_path: Path
) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    all_sent(page)
    work_offline(page)
    codes = codes_shown(page)
    phone = devices.phone(film_of_codes(codes[1:], tmp_path / "codes.y4m"))
    open_counter(phone, second_counter(shop), "sari")
    dialog = open_dialog(phone, "F10")
    dialog.get_by_role("button", name="Receive QR codes").click()
    dialog = phone.get_by_role("dialog", name="Receive QR codes")
    count = len(codes)
    expect(dialog).to_contain_text(f"{count - 1} of {count} codes read")
    expect(dialog).to_contain_text("Missing: 1")
    assert counts() == (0, 0, 0)

    page.keyboard.press("Escape")
    page.keyboard.press("F10")
    expect(page.get_by_role("dialog").get_by_role("button", name="Unsent sales")).to_be_visible()
    expect(page.get_by_role("button", name="Receive QR codes")).to_have_count(0)


def test_the_back_office_reads_the_codes_by_its_camera(
    page: Page, devices: Devices, tmp_path: Path
) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    all_sent(page)
    work_offline(page)
    codes = codes_shown(page)
    phone = devices.phone(film_of_codes(codes[::-1], tmp_path / "codes.y4m"))
    be_signed_in(phone)
    phone.goto("/sales/saved/")
    assert_accessible(phone)
    phone.get_by_role("button", name="Read QR codes").click()
    expect(phone.get_by_text("2 sales booked.")).to_be_visible()
    assert_fits(phone)
    assert counts() == (2, 1, 3)

    page.keyboard.press("Escape")
    page.context.set_offline(False)
    all_sent(page)
    assert counts() == (2, 1, 3)
    assert [one.sentence for result in run_checks() for one in result.violations] == []


def test_codes_that_miss_one_are_named_in_the_back_office(
    page: Page, devices: Devices, tmp_path: Path
) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    all_sent(page)
    work_offline(page)
    codes = codes_shown(page)
    phone = devices.phone(film_of_codes(codes[:-1], tmp_path / "codes.y4m"))
    be_signed_in(phone)
    phone.goto("/sales/saved/")
    phone.get_by_role("button", name="Read QR codes").click()
    count = len(codes)
    expect(phone.get_by_text(f"{count - 1} of {count} codes read")).to_be_visible()
    expect(phone.get_by_text(f"Missing: {count}")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    phone.get_by_role("button", name="Close camera").click()
    phone.get_by_role("button", name="Start again").click()
    expect(phone.get_by_role("button", name="Start again")).to_be_hidden()
    assert counts() == (0, 0, 0)
