"""The self-test, a receipt on a printer of the browser's own, and the customer's window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    close_dialog,
    noted,
    open_counter,
    open_dialog,
    pay,
    sell,
    stocked_shop,
    until,
    until_preferred,
)
from tests.support.scanner import GS, Scanner

pytestmark = pytest.mark.journey

USB = """
window.taken = [];
const outwards = { direction: "out", type: "bulk", endpointNumber: 1 };
const face = { interfaceNumber: 0, alternate: { interfaceClass: 7, endpoints: [outwards] } };
const printer = {
  opened: false, configuration: { interfaces: [face] },
  open: async () => { printer.opened = true; }, claimInterface: async () => {},
  transferOut: async (endpoint, bytes) => {
    if (window.unplugged) throw new Error("gone");
    window.taken.push(...bytes);
    return { status: "ok" };
  },
};
Object.defineProperty(navigator, "usb", { configurable: true, value: {
  getDevices: async () => [printer], requestDevice: async () => printer,
} });
"""
DRAWER = bytes([0x1B, 0x70, 0, 60, 120])


def taken(page: Page) -> bytes:
    return bytes(page.evaluate("window.taken"))


@pytest.mark.rows("UX-10", "SAL-22")
def test_each_device_is_tried_on_one_page_and_receipts_go_to_the_chosen_printer(
    page: Page,
) -> None:
    page.add_init_script(USB)
    open_counter(page, stocked_shop().shop)
    dialog = open_dialog(page, "F10")
    page.get_by_role("button", name="Device self-test").click()
    dialog = page.get_by_role("dialog", name="Device self-test")
    expect(dialog.locator('[data-test="network"]')).to_have_attribute("data-level", "good")
    expect(dialog.locator('[data-test="clock"]')).to_have_attribute("data-level", "good")
    scanner = dialog.locator('[data-test="scanner"]')
    scan = Scanner(page)
    scan("010950600013435210TEST17271231211")
    expect(scanner).to_contain_text("doesn’t send the separator")
    scan(f"010950600013435210TEST{GS}17271231211")
    expect(scanner).to_contain_text("sends the separator")
    dialog.get_by_role("button", name="USB").click()
    dialog.get_by_label("Open the drawer when cash is paid").check()
    dialog.get_by_role("button", name="Print test").click()
    expect(dialog.locator('[data-test="printer"]')).to_contain_text("Sent to the printer")
    dialog.get_by_role("button", name="Open drawer").click()
    expect(dialog.locator('[data-test="printer"]')).to_contain_text("Sent to the drawer")
    assert DRAWER in taken(page)
    page.evaluate("window.unplugged = true")
    dialog.get_by_role("button", name="Print test").click()
    expect(dialog.locator('[data-test="printer"]')).to_have_attribute("data-level", "stop")
    until_preferred(page, "printer", {"via": "usb", "page": "wpc1252", "kick": True})
    close_dialog(page)

    page.evaluate("window.unplugged = false; window.taken = []")
    sell(page, "paracetamol")
    pay(page)
    until(page, lambda: b"TOTAL" in taken(page).upper())
    printed = taken(page)
    assert printed[:2] == b"\x1b@"
    assert printed.count(DRAWER) == 1
    assert printed.endswith(bytes([0x1D, 0x56, 66, 0]))
    assert "print" not in noted(page)


@pytest.mark.rows("SAL-22")
def test_the_customer_sees_lines_total_and_change_in_a_window_of_its_own(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    open_dialog(page, "F10")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Customer display").click()
    customer = opened.value
    expect(customer.locator("body")).to_contain_text("Welcome")
    sell(page, "paracetamol")
    expect(customer.locator("body")).to_contain_text("Paracetamol")
    expect(customer.locator(".big")).to_contain_text("Total")
    pay(page)
    expect(customer.locator("body")).to_contain_text("Thank you")
    customer.close()
    page.keyboard.press("Escape")
    sell(page, "paracetamol")
