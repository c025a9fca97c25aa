"""Receipts: printed at once or when asked, copies marked, shared as a PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    noted,
    open_counter,
    open_dialog,
    pay,
    reloaded,
    sell,
    stocked_shop,
    until_preferred,
    until_printed,
)
from theriac.domains.organisation.commands.settings import change_settings

pytestmark = pytest.mark.journey


def prints(page: Page) -> int:
    return noted(page).count("print")


def test_what_was_printed_once_is_printed_again_as_a_copy(page: Page) -> None:
    """In the pharmacy's language for receipts, whatever the screen's."""
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator(".t-paper .t-receipt")).to_have_count(1)
    expect(page.locator(".t-paper .t-copy")).to_have_count(0)
    page.get_by_role("button", name="Print a copy").click()
    expect(page.locator(".t-paper .t-copy")).to_have_text(re.compile(r"^COPY( 1)?$"))
    reloaded(page)
    open_dialog(page, "F10")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", name="Keranjang", exact=True)).to_be_visible()
    open_dialog(page, "F10")
    page.get_by_role("button", name="Cetak struk terakhir").click()
    expect(page.locator(".t-paper .t-copy")).to_have_text(re.compile(r"^COPY( 2)?$"))
    expect(page.locator(".t-done-paper .t-copy")).to_have_count(0)


def test_a_device_may_print_only_when_asked(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    open_dialog(page, "F10")
    page.get_by_role("button", name="Print receipts only on request").click()
    until_preferred(page, "print_at_once", False)
    reloaded(page)
    sell(page, "paracetamol")
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="Complete Enter")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    assert prints(page) == 0
    page.get_by_role("button", name="Print receipt").click()
    expect(page.locator(".t-paper .t-receipt")).to_have_count(1)
    expect(page.locator(".t-paper .t-copy")).to_have_count(0)
    sell(page, "oral")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    until_printed(page, 2)


def test_the_receipt_is_shared_as_a_pdf(page: Page, tmp_path: Path) -> None:
    stocked = stocked_shop()
    change_settings(
        actor=stocked.shop.owner,
        pharmacy_id=stocked.shop.pharmacy_id,
        version=1,
        changes={"receipt_language": "id"},
    )
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    pay(page)
    expect(page.get_by_role("button", name="Print a copy")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Share as PDF").click()
    number = page.locator("[data-done]").get_attribute("data-done")
    assert download.value.suggested_filename == f"{number}.pdf"
    download.value.save_as(tmp_path / "receipt.pdf")
    pdf = (tmp_path / "receipt.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-1.4")
    shop = page.locator(".t-done-paper h1").inner_text()
    for text in (
        "SALINAN",
        "Kasir ",
        shop,
        "Paracetamol 500 mg tablet",
        "PCT2409A",
        "TOTAL",
    ):
        assert text.encode() in pdf
