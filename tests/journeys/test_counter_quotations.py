"""A quotation by keys: issued and printed, opened again, sold at what was promised."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    open_dialog,
    sell,
    stocked_shop,
    until,
)
from tests.support.credit import organisation
from tests.support.patients import register
from tests.support.promotions import a_promotion
from tests.support.quotations import a_quotation, quoted
from tests.support.stocktaking import relayed
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.quotations.models import Quotation
from theriac.domains.sales.models import DiscrepancyCase, Sale, SalePatient

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-15")]


def test_it_is_issued_and_sold_at_what_was_promised(page: Page) -> None:
    stocked = stocked_shop()
    shop, medicine = stocked.shop, stocked.medicines["paracetamol"]
    open_counter(page, shop)
    sell(page, "2*paracetamol")
    expect(page.locator("[data-line]")).to_have_count(1)
    dialog = open_dialog(page, "Shift+F9")
    dialog.get_by_label("Customer or organisation").fill("SD Negeri 4")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Quotation MLT-QT-26-000001 issued")
    page.keyboard.press("Enter")
    expect(page.locator(".t-paper")).to_contain_text("SD Negeri 4")
    until(page, lambda: page.evaluate("window.noted.includes('print')"))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert not Sale.objects.exists()

    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=7000)
    a_promotion(shop, medicine, value=500)
    relayed()
    until(page, lambda: "7.000" in page.locator("main").inner_text())
    page.keyboard.type("mlt-qt-26-000001")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("SD Negeri 4")
    dialog.get_by_role("button", name="Open in a basket").click()
    expect(dialog).to_contain_text("Quoted: Rp 13.000")
    expect(dialog).to_contain_text("Today: Rp 13.300")
    new = dialog.get_by_role("button", name="Today’s price")
    new.click()
    expect(new).to_have_attribute("aria-pressed", "true")
    dialog.get_by_role("button", name="Quoted price").click()
    dialog.get_by_role("button", name="Continue").click()
    expect(dialog).to_have_count(0)
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_visible()
    page.keyboard.press("Enter")
    all_sent(page)
    until(page, Sale.objects.exists)
    sale = Sale.objects.get()
    assert (sale.discount, sale.total) == (1000, 13_000)
    assert not DiscrepancyCase.objects.exists()
    relayed()
    row = Quotation.objects.get()
    assert (row.state, row.sale_id) == ("converted", sale.id)


def test_without_the_network_it_says_so_in_bahasa(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    all_sent(page)
    page.keyboard.press("F10")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    page.context.set_offline(True)
    sell(page, "paracetamol")
    expect(page.locator("[data-line]")).to_have_count(1)
    dialog = open_dialog(page, "Shift+F9")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Penawaran memerlukan sambungan ke server.")


def test_its_patient_and_account_come_with_it_and_it_is_sold_without_the_network(
    page: Page,
) -> None:
    stocked = stocked_shop()
    shop, medicine = stocked.shop, stocked.medicines["paracetamol"]
    patient, account = register(shop, "Siti Nurhaliza"), organisation(shop)
    row = a_quotation(shop, quoted(medicine), patient_id=patient, credit_number=account.number)
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=7000)
    open_counter(page, shop, "ratna")
    dialog = open_dialog(page, "Shift+F9")
    dialog.get_by_label("Quotation number").fill(row.number)
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("With patient")
    expect(dialog).to_contain_text(account.number)
    dialog.get_by_role("button", name="Open in a basket").click()
    expect(dialog).to_contain_text("Quoted: Rp 13.000")
    expect(page.locator("[data-patient]")).to_contain_text("SN")
    page.context.set_offline(True)
    dialog.get_by_role("button", name="Continue").click()
    expect(dialog).to_have_count(0)
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    page.context.set_offline(False)
    until(page, Sale.objects.exists)
    sale = Sale.objects.get()
    assert (sale.id, sale.total) == (Quotation.objects.get().sale_id, 13_000)
    assert SalePatient.objects.get(sale_id=sale.id).patient_id == patient
    assert not DiscrepancyCase.objects.exists()
    relayed()
    assert Quotation.objects.get().state == "converted"
