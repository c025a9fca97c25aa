"""Goods come back at the counter: chosen, shown where they go, refunded, printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import all_sent, open_counter, pay, sell, stocked_shop, until
from tests.support.browser_storage import kept, remembered
from tests.support.customer_returns import in_coins_of
from tests.support.scanner import Scanner
from tests.support.shop import add_staff
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.customer_returns.models import CustomerReturn, CustomerReturnLine
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.sale_documents.models import DocumentRequest
from theriac.domains.sales.models import DiscrepancyCase, Payment, Sale
from theriac.domains.tills.models import CashMovement

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-10", "SAL-13")]
PIN = "471902"


def sold(page: Page, what: str) -> str:
    """Sell it in cash; the receipt's number."""
    sell(page, what)
    pay(page)
    number = page.locator("[data-done]").get_attribute("data-done")
    all_sent(page)
    return str(number)


def test_goods_of_todays_receipt_come_back_and_their_cash_leaves_the_till(page: Page) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    number = sold(page, "3*paracetamol")
    PharmacySettings.objects.update(till_sessions=True)
    until(page, lambda: (remembered(page, "settings") or {}).get("till_sessions"))
    dialog = page.get_by_role("dialog")
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Return goods").click()
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    dialog.get_by_role("button", name=re.compile(number)).click()
    dialog.get_by_role("button", name="Check return").click()
    expect(dialog).to_contain_text("Enter how much is returned.")
    dialog.get_by_label(re.compile("Returned of Paracetamol")).fill("2")
    dialog.get_by_role("button", name="Check return").click()
    expect(dialog.locator(".t-return-row")).to_contain_text("Shelf")
    expect(dialog).to_contain_text("Rp 1.300")
    dialog.get_by_role("button", name="Complete return").click()
    written = f"MLT-K1-C{shop.today:%y}-000001"
    expect(dialog.locator("[data-note]")).to_contain_text(written)
    until(page, CashMovement.objects.exists)
    note = CustomerReturn.objects.get()
    assert (note.number, note.total, note.is_paid_at_till) == (written, 1_300, True)
    moved = CashMovement.objects.get()
    assert (moved.return_id, moved.reason, moved.amount) == (note.id, "refund", 1_300)

    until(page, lambda: {row["state"] for row in kept(page, "till_documents")} == {"taken"})
    dialog.get_by_role("button", name="Send", exact=True).click()
    dialog.get_by_label("Phone number").fill("0812 3456 7890")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("+6281234567890")
    wish = DocumentRequest.objects.get()
    assert (wish.document_kind, wish.document_id, wish.number) == ("credit_note", note.id, written)


def test_a_manager_approves_on_the_spot_in_bahasa_indonesia(page: Page) -> None:
    shop = stocked_shop().shop
    set_pin(actor=add_staff("manager", shop.branch_id, "sari"), pin=PIN)
    open_counter(page, shop)
    number = sold(page, "2*salts")
    dialog = page.get_by_role("dialog")
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Bahasa Indonesia").click()
    expect(dialog).to_have_count(0)
    Scanner(page)(number)
    dialog.get_by_role("button", name="Retur barang").click()
    dialog.get_by_label(re.compile("Diretur dari Oral")).fill("1")
    dialog.get_by_label(re.compile("Kondisi Oral")).select_option("opened")
    dialog.get_by_label("Pengembalian dana").select_option("transfer")
    dialog.get_by_role("button", name="Periksa retur").click()
    expect(dialog).to_contain_text("Karantina, untuk dimusnahkan")
    expect(dialog).to_contain_text("Dana dikembalikan dengan cara lain")
    dialog.get_by_role("button", name="Minta persetujuan").click()
    dialog.get_by_label("Sari").check()
    dialog.get_by_label("PIN").fill(PIN)
    dialog.get_by_label("Alasan").fill("pelanggan minta transfer")
    dialog.get_by_role("button", name="Setujui").click()
    expect(dialog.locator("[data-note]")).to_contain_text("CREDIT NOTE")
    until(page, CustomerReturn.objects.exists)
    note = CustomerReturn.objects.get()
    assert note.approval_id
    assert CustomerReturnLine.objects.get().goes == "destruction"


@pytest.mark.rows("SAL-11")
def test_goods_are_exchanged_and_only_the_difference_is_paid(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    number = sold(page, "2*salts")
    dialog = page.get_by_role("dialog")
    Scanner(page)(number)
    dialog.get_by_role("button", name="Return goods").click()
    dialog.get_by_label(re.compile("Returned of Oral")).fill("1")
    dialog.get_by_role("button", name="Check return").click()
    dialog.get_by_role("button", name="Exchange for other goods").click()
    expect(page.get_by_text("Exchange: Rp 1.200 for the returned goods")).to_be_visible()
    sell(page, "paracetamol")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_have_value("5.300")
    page.keyboard.press("Enter")
    expect(dialog.locator("[data-note]")).to_contain_text("Exchange")
    until(page, CustomerReturn.objects.exists)
    note = CustomerReturn.objects.get()
    sale = Sale.objects.get(id=note.exchange_sale_id)
    paid = dict(Payment.objects.filter(sale=sale).values_list("method", "tendered"))
    assert (note.total, sale.total, paid) == (1_200, 6_500, {"exchange": 1_200, "cash": 5_300})


@pytest.mark.rows("SAL-11", "CAP-10")
def test_the_same_goods_cost_nothing_though_their_sale_was_rounded(page: Page) -> None:
    stocked = stocked_shop()
    in_coins_of(stocked.shop, 1_000)
    open_counter(page, stocked.shop)
    number = sold(page, "salts")
    dialog = page.get_by_role("dialog")
    Scanner(page)(number)
    dialog.get_by_role("button", name="Return goods").click()
    dialog.get_by_label(re.compile("Returned of Oral")).fill("1")
    dialog.get_by_role("button", name="Check return").click()
    dialog.get_by_role("button", name="Exchange for other goods").click()
    sell(page, "salts")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_have_value("0")
    page.keyboard.press("Enter")
    expect(dialog.locator("[data-note]")).to_contain_text("Exchange")
    until(page, CustomerReturn.objects.exists)
    sale = Sale.objects.get(id=CustomerReturn.objects.get().exchange_sale_id)
    paid = list(Payment.objects.filter(sale=sale).values_list("method", "tendered"))
    assert (sale.rounding, paid) == (-200, [("exchange", 1_000)])
    assert not DiscrepancyCase.objects.exists()


@pytest.mark.rows("SAL-10")
def test_without_a_network_goods_of_an_own_receipt_come_back_and_are_told_later(
    page: Page,
) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    number = sold(page, "3*salts")
    dialog = page.get_by_role("dialog")
    page.context.set_offline(True)
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Return goods").click()
    dialog.get_by_role("button", name=re.compile(number)).click()
    dialog.get_by_label(re.compile("Returned of Oral")).fill("1")
    dialog.get_by_role("button", name="Check return").click()
    expect(dialog.locator(".t-return-row")).to_contain_text("Quarantine")
    dialog.get_by_role("button", name="Complete return").click()
    expect(dialog.locator("[data-note]")).to_be_visible()
    dialog.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("This document has not reached the server yet")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Return goods").click()
    dialog.get_by_role("button", name=re.compile(number)).click()
    expect(dialog).to_contain_text("2 sachets can be returned")
    page.keyboard.press("Escape")
    assert not CustomerReturn.objects.exists()
    page.context.set_offline(False)
    until(page, CustomerReturn.objects.exists)
    note = CustomerReturn.objects.get()
    assert (note.total, note.number) == (1_200, f"MLT-K1-C{stocked.shop.today:%y}-000001")
    assert CustomerReturnLine.objects.get().goes == "quarantine"
