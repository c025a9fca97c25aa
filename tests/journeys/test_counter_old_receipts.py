"""An older receipt: found by its barcode, by what a customer knows, opened, printed as a copy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    open_dialog,
    pay,
    sell,
    stocked_shop,
    until,
    until_printed,
)
from tests.support.scanner import Scanner
from theriac.core.audit.models import AuditRecord
from theriac.domains.sales.models import ReceiptCopy

pytestmark = pytest.mark.journey


def sold(page: Page) -> str:
    """Sell one; the number of its receipt."""
    sell(page, "paracetamol")
    pay(page)
    number = page.locator("[data-done]").get_attribute("data-done")
    all_sent(page)
    assert number
    return number


def test_a_scanned_receipt_opens_and_prints_as_a_counted_copy(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    number = sold(page)
    expect(page.locator(".t-done-paper .t-bars svg")).to_be_visible()
    Scanner(page)(number)
    dialog = page.get_by_role("dialog", name=f"Receipt {number}")
    expect(dialog).to_contain_text("Paracetamol 500 mg tablet")
    expect(dialog).to_contain_text("No copies printed yet.")
    dialog.get_by_role("button", name="Print a copy").click()
    expect(page.locator(".t-paper .t-copy")).to_have_text("COPY 1")
    expect(page.locator(".t-paper .t-receipt")).to_contain_text(number)
    expect(dialog).to_contain_text("1 copy printed.")
    until_printed(page, 2)  # the sale's own receipt, and the copy
    [copy] = ReceiptCopy.objects.all()
    assert copy.terminal_id == stocked.shop.terminal_id
    assert AuditRecord.objects.filter(command="sales.take_receipt_copy").count() == 1


def test_it_is_found_by_day_amount_and_product_and_says_what_is_missing(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    number = sold(page)
    sold(page)
    open_dialog(page, "F10")
    page.get_by_role("button", name="Find a receipt").click()
    dialog = page.get_by_role("dialog", name="Find a receipt")
    dialog.get_by_role("button", name="Search").click()
    expect(dialog).to_contain_text("Enter a number, a day, an amount or a product.")
    dialog.get_by_label("Product").fill("parac")
    dialog.get_by_role("button", name="Paracetamol 500 mg tablet").click()
    dialog.get_by_role("button", name="Search").click()
    expect(dialog).to_contain_text("2 receipts")
    dialog.get_by_role("button", name=re.compile(re.escape(number))).click()
    opened = page.get_by_role("dialog", name=f"Receipt {number}")
    expect(opened.locator(".t-receipt")).to_be_visible()
    opened.get_by_role("button", name="Back to search").click()
    expect(dialog).to_contain_text("2 receipts")
    dialog.get_by_label("Total").fill("1")
    dialog.get_by_role("button", name="Search").click()
    expect(dialog).to_contain_text("No results at this branch.")


def test_without_the_network_it_says_so(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.route("**/counter/api/receipts", lambda route: route.abort())
    open_dialog(page, "F10")
    page.get_by_role("button", name="Find a receipt").click()
    page.get_by_label("Receipt number").fill("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Older receipts need the network.")


def test_without_the_network_an_own_receipt_is_found_and_its_copy_recorded_later(
    page: Page,
) -> None:
    open_counter(page, stocked_shop().shop)
    page.context.set_offline(True)
    sell(page, "paracetamol")
    pay(page)
    number = str(page.locator("[data-done]").get_attribute("data-done"))
    sell(page, "paracetamol")
    pay(page)
    open_dialog(page, "F10")
    page.get_by_role("button", name="Find a receipt").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Product").fill("parac")
    dialog.get_by_role("button", name="Paracetamol 500 mg tablet").click()
    dialog.get_by_role("button", name="Search").click()
    expect(dialog).to_contain_text("These are receipts of this device only.")
    dialog.get_by_role("button", name=re.compile(re.escape(number))).click()
    expect(dialog).not_to_contain_text("No copies printed yet.")
    dialog.get_by_role("button", name="Print a copy").click()
    expect(page.locator(".t-paper .t-copy")).to_have_text("COPY")
    expect(page.locator(".t-paper .t-receipt")).to_contain_text(number)
    page.context.set_offline(False)
    until(page, ReceiptCopy.objects.exists)
    assert ReceiptCopy.objects.get().sale.number == number


def has_number(page: Page) -> bool:
    """Whether the copy that is printed says its number, within the time that a counter waits."""
    try:
        expect(page.locator(".t-paper .t-copy")).to_have_text(
            re.compile(r"^COPY \d$"), timeout=3000
        )
    except AssertionError:
        return False
    return True


def test_a_copy_printed_without_the_network_is_recorded_later(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sold(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Print a copy").click()
    expect(page.locator(".t-paper .t-copy")).to_have_text("COPY")
    assert not ReceiptCopy.objects.exists()
    page.context.set_offline(False)
    until(page, ReceiptCopy.objects.exists)
    for _try in range(
        5
    ):  # a server that isn't quick enough is told later: then no number is printed
        page.get_by_role("button", name="Print a copy").click()
        if has_number(page):
            break
    expect(page.locator(".t-paper .t-copy")).to_have_text(f"COPY {ReceiptCopy.objects.count()}")
    assert ReceiptCopy.objects.count() >= 2
