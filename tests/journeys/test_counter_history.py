"""What a patient buys regularly, by telephone and one key; on a phone, in Bahasa Indonesia."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import Stocked, open_counter, stocked_shop
from tests.support.patients import register
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.patients.rules.particulars import ContactPoint
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-31")]
PHONE = "081234567890"


def with_history() -> Stocked:
    """A shop where she bought two strips of paracetamol on two days, salts on one."""
    with clock.at(clock.now() - timedelta(days=20)):
        stocked = stocked_shop()
    shop, medicines = stocked.shop, stocked.medicines
    patient = register(shop, "Siti Nurhaliza", contacts=[ContactPoint("phone", PHONE)])
    strips = SaleItem(
        product_id=medicines["paracetamol"].id, pack_id=medicines["paracetamol"].packs[10], packs=2
    )
    sachet = SaleItem(product_id=medicines["salts"].id, quantity=1)
    for items, ago in (([strips], 9), ([strips, sachet], 2)):
        with clock.at(clock.now() - timedelta(days=ago)):
            complete_sale(
                actor=shop.owner,
                branch_id=shop.branch_id,
                terminal_id=shop.api_terminal_id,
                draft=SaleDraft(items=items, patient_id=patient),
            )
    return stocked


def name_the_patient(page: Page, title: str) -> None:
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog.locator("#text")).to_be_focused()
    dialog.locator("#text").fill(PHONE)  # typed as fast as here it would be a scan
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Siti Nurhaliza").click()
    expect(page.locator("[data-patient]")).to_contain_text("SN")


def test_one_key_repeats_what_is_bought_regularly(page: Page) -> None:
    stocked = with_history()
    open_counter(page, stocked.shop, "ratna")
    page.keyboard.press("F4")
    name_the_patient(page, "Patient")
    page.keyboard.press("Shift+F6")
    expect(page.locator("[data-line]")).to_have_count(1)
    expect(page.locator("[data-line]")).to_contain_text("Paracetamol 500 mg")
    expect(page.locator("[data-line]")).to_contain_text("2 strips")
    page.get_by_role("button", name="Last bought").click()
    dialog = page.get_by_role("dialog", name="Last bought")
    expect(dialog.get_by_role("button", name="Repeat all items")).to_have_count(2)
    assert AuditRecord.objects.filter(command="patients.open_purchases").count() == 2


def test_by_touch_on_a_phone_in_bahasa(new_page: Callable[..., Page]) -> None:
    stocked = with_history()
    page: Any = new_page(width=390, height=844, locale="id")
    open_counter(page, stocked.shop, "ratna")
    page.keyboard.press("F4")
    name_the_patient(page, "Pasien")
    page.get_by_role("button", name="Beli lagi").click()
    expect(page.locator("[data-line]")).to_have_count(1)
    expect(page.get_by_text("Paracetamol 500 mg").first).to_be_visible()
