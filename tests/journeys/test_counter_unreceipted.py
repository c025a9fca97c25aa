"""Goods come back without their receipt at the counter: scanned, approved, into quarantine."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.counter import all_sent, open_counter, pay, sell, stocked_shop, until
from tests.support.browser_storage import remembered
from tests.support.scanner import Scanner
from tests.support.shop import add_staff
from theriac.domains.accounts.commands.badges import issue_badge
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.customer_returns.models import CustomerReturn, CustomerReturnLine
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.tills.models import CashMovement

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-12")]
PIN = "471902"
BATCH = "PCT2409A"
MESSAGE = f"01{'8991234567891':0>14}10{BATCH}"


def sold(page: Page, what: str) -> None:
    sell(page, what)
    pay(page)
    all_sent(page)
    page.keyboard.press("Escape")


def go_without_a_receipt(dialog: Locator, title: str) -> None:
    """From the list of receipts; a scan goes where the focus is, so its dialogue must be there."""
    dialog.get_by_role("button", name=title).click()
    expect(dialog.get_by_role("heading", name=title)).to_be_visible()


def test_a_manager_approves_by_pin_and_the_till_pays_it_out(page: Page) -> None:
    stocked = stocked_shop()
    set_pin(actor=add_staff("manager", stocked.shop.branch_id, "sari"), pin=PIN)
    open_counter(page, stocked.shop)
    sold(page, "3*paracetamol")
    PharmacySettings.objects.update(till_sessions=True)
    until(page, lambda: (remembered(page, "settings") or {}).get("till_sessions"))
    dialog = page.get_by_role("dialog")
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Return goods").click()
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    go_without_a_receipt(dialog, "Return without a receipt")
    dialog.get_by_label("Pack").fill("NOT-HERE")
    page.keyboard.press("Enter")
    expect(dialog.locator("#brought-code-error")).to_contain_text("never had this batch")
    Scanner(page)(BATCH)
    units = dialog.get_by_label(re.compile("Returned of Paracetamol"))
    expect(units).to_be_visible()
    units.fill("2")
    expect(dialog.get_by_label(re.compile("Refund for Paracetamol"))).to_have_value("1.300")
    dialog.get_by_label("Reason").select_option("not_tolerated")
    dialog.get_by_role("button", name="Check return").click()
    expect(dialog.locator(".t-return-row")).to_contain_text("Quarantine")
    expect(dialog).to_contain_text("always need approval")
    dialog.get_by_role("button", name="Request approval").click()
    dialog.get_by_label("Sari").check()
    dialog.get_by_label("PIN").fill(PIN)
    dialog.get_by_label("Reason").fill("known customer")
    dialog.get_by_role("button", name="Approve").click()
    expect(dialog.locator("[data-note]")).to_contain_text("Without a receipt")
    until(page, CashMovement.objects.exists)
    note, moved = CustomerReturn.objects.get(), CashMovement.objects.get()
    assert (note.total, note.reason_code, note.sale_id) == (1_300, "not_tolerated", None)
    assert note.is_paid_at_till
    assert note.approval_id
    assert CustomerReturnLine.objects.get().goes == "quarantine"
    assert (moved.return_id, moved.reason, moved.amount) == (note.id, "refund", 1_300)


def test_a_badge_approves_in_bahasa_indonesia_and_nothing_goes_without_the_network(
    page: Page,
) -> None:
    stocked = stocked_shop()
    manager = add_staff("manager", stocked.shop.branch_id, "sari")
    badge = issue_badge(actor=stocked.shop.owner, user_id=manager.id, asks_pin=False)
    open_counter(page, stocked.shop)
    sold(page, "3*paracetamol")
    dialog = page.get_by_role("dialog")
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Bahasa Indonesia").click()
    expect(dialog).to_have_count(0)
    page.context.set_offline(True)
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Retur barang").click()
    go_without_a_receipt(dialog, "Retur tanpa struk")
    Scanner(page)(BATCH)
    expect(dialog.locator("#brought-code-error")).to_contain_text("memerlukan server")
    page.context.set_offline(False)
    Scanner(page)(MESSAGE)
    dialog.get_by_label(re.compile("Diretur dari Paracetamol")).fill("1")
    dialog.get_by_label(re.compile("Kondisi Paracetamol")).select_option("opened")
    dialog.get_by_role("button", name="Periksa retur").click()
    expect(dialog.locator(".t-return-row")).to_contain_text("Karantina, untuk dimusnahkan")
    dialog.get_by_role("button", name="Minta persetujuan").click()
    Scanner(page)(badge)
    expect(dialog).to_contain_text("Kartu dipindai")
    dialog.get_by_label("Alasan").fill("pelanggan tetap")
    dialog.get_by_role("button", name="Setujui").click()
    expect(dialog.locator("[data-note]")).to_be_visible()
    note = CustomerReturn.objects.get()
    assert (note.total, note.sale_id) == (650, None)
