"""A customer gets the receipt by the channel of their choice, from the counter."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import all_sent, open_counter, pay, sell, stocked_shop, until
from theriac.domains.sale_documents.models import DocumentRequest, DocumentSending

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-21")]


def test_the_receipt_is_sent_by_whatsapp_and_then_marked(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    sell(page, "paracetamol")
    expect(page.locator("[data-line]")).to_have_count(1)
    pay(page)
    all_sent(page)
    done = page.locator(".t-done")
    expect(done).to_contain_text("Sent")
    done.get_by_role("button", name="Send", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Phone number")).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("phone number of 8 to 15 digits")
    dialog.get_by_label("Phone number").fill("0812 3456 7890")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("+6281234567890")
    opens = dialog.get_by_role("link", name="Open WhatsApp")
    expect(opens).to_have_attribute("href", re.compile("^https://wa[.]me/6281234567890[?]text="))
    assert DocumentRequest.objects.get().channel == "whatsapp"
    dialog.get_by_role("button", name="Mark as sent").click()
    expect(dialog).to_have_count(0)
    until(page, DocumentSending.objects.exists)


def test_without_the_network_it_says_so_in_bahasa(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    page.keyboard.press("F10")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    sell(page, "paracetamol")
    expect(page.locator("[data-line]")).to_have_count(1)
    pay(page)
    expect(page.locator(".t-done")).to_contain_text("Terkirim")
    page.context.set_offline(True)
    page.locator(".t-done").get_by_role("button", name="Kirim", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Email").click()
    dialog.get_by_label("Alamat email").fill("ani@example.com")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Pengiriman butuh koneksi ke server")
    page.context.set_offline(False)
    page.keyboard.press("Escape")
    assert not DocumentRequest.objects.exists()
