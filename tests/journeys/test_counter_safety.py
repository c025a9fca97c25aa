"""What speaks against a basket stands beside it before anybody pays, without the network too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    Stocked,
    all_sent,
    open_counter,
    open_dialog,
    pay,
    sell,
    stocked_shop,
    until,
)
from tests.support.browser import NewPage
from tests.support.browser_storage import kept, remembered
from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.shop import add_staff, stock_up
from theriac.core.approval.models import Approval, ApprovalUse
from theriac.core.outbox.relay import relay_once
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-13", "RX-15")]
PIN = "508214"


def safe_shop() -> Stocked:
    """Aspirin, warfarin and ibuprofen, all told apart by what is in them; the sets in force."""
    stocked = stocked_shop()
    shop = stocked.shop
    for name, substance, atc in (
        ("Aspilet 80 mg", "Aspirin", "B01AC06"),
        ("Simarc 2 mg", "Warfarin", "B01AA03"),
        ("Proris 200 mg", "Ibuprofen", "M01AE01"),
    ):
        medicine = a_generic(shop, name, (substance, "100 mg"), atc=atc)
        stocked.medicines[name.split()[0]] = medicine
        stock_up(shop, medicine, 100, batch_number=name[:4], shelf="S-1")
    amoxicillin = a_generic(shop, "Amoxsan 500 mg", ("Amoxicillin", "500 mg"), atc="J01CA04")
    stock_up(shop, amoxicillin, 100, batch_number="AMX", shelf="S-2")
    shipped_in_force(pharmacist(shop))
    relay_once()
    return stocked


@pytest.mark.parametrize("offline", [False, True])
def test_an_interaction_of_an_anonymous_basket(page: Page, offline: bool) -> None:
    stocked = safe_shop()
    open_counter(page, stocked.shop)
    all_sent(page)
    sell(page, "simarc")
    expect(page.locator("[data-checks]")).to_contain_text("3 checks ran, 4 could not")
    page.context.set_offline(offline)
    sell(page, "aspilet")
    card = page.locator("[data-alert=label-warfarin-aspirin]")
    expect(card).to_contain_text("Interactions: Aspilet 80 mg × Simarc 2 mg")
    expect(card).to_contain_text("Stop")
    expect(card).to_contain_text("Source:")
    page.locator("[data-checks] summary").click()
    expect(page.locator("[data-gap=no_patient]").first).to_contain_text(
        "Allergies: not checked, because no patient was chosen."
    )
    page.context.set_offline(False)


@pytest.mark.rows("RX-14")
def test_the_allergy_of_a_patient_stands_beside_the_basket(new_page: NewPage) -> None:
    shop = safe_shop().shop
    patient = register(shop, "Siti Nurhaliza")
    fact = NewHealthFact("allergy", "penicillins")
    record_health(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient, fact=fact)
    page = new_page(locale="id")
    open_counter(page, shop, "ratna")
    sell(page, "amoxsan")
    expect(page.locator("[data-alert]")).to_have_count(0)

    dialog = open_dialog(page, "F4")
    dialog.get_by_label("Nama, tanggal lahir, telepon, atau nomor").fill("siti")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Siti Nurhaliza").click()

    card = page.locator("[data-alert='allergy:class']")
    expect(card).to_contain_text("Alergi: Amoxsan 500 mg × penicillins")
    expect(card).to_contain_text("Jangan serahkan. Minta golongan lain kepada dokter.")
    page.locator("[data-checks] summary").click()
    expect(page.locator("[data-gap=no_patient]")).to_have_count(0)
    assert remembered(page, "safety")["sets"]
    assert "penicillins" not in str(kept(page, "drafts", "basket"))

    page.context.set_offline(True)
    sell(page, "proris")
    gap = page.locator("[data-gap=no_answer]").first
    expect(gap).to_contain_text("Alergi: tidak diperiksa, karena server tidak menjawab.")
    page.context.set_offline(False)


def answered(page: Page, reason: str, give: str) -> None:
    """Answer the open alert as the pharmacist Rina does, by her PIN."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(reason).check()
    dialog.get_by_label("Rina").check()
    dialog.locator("#pin").fill(PIN)
    dialog.get_by_role("button", name=give).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.rows("RX-14")
@pytest.mark.parametrize("offline", [False, True])
def test_what_stops_is_answered_by_a_pharmacist_before_anybody_pays(
    page: Page, offline: bool
) -> None:
    shop = safe_shop().shop
    rina = add_staff("pharmacist", shop.branch_id, "rina")
    set_pin(actor=rina, pin=PIN)
    add_staff("cashier", shop.branch_id, "ayu")
    if offline:  # The device learns her PIN where she takes the counter over by it.
        open_counter(page, shop, "rina")
        page.keyboard.press("F10")
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="Rina").click()
        page.keyboard.type(PIN)
        page.keyboard.press("Enter")
        expect(page.locator("#search")).to_be_focused()
        key = f"pin {rina.id}"
        until(page, lambda: key in (remembered(page, "proofs") or {}))
        page.keyboard.press("F10")
        page.get_by_role("button", name="Sign out").click()
        page.locator("#username").fill("ayu")
        page.locator("#password").fill("tidak-mudah-ditebak-7")
        page.keyboard.press("Enter")
        expect(page.locator("#search")).to_be_focused()
    else:
        open_counter(page, shop, "ayu")
    all_sent(page)
    page.context.set_offline(offline)
    sell(page, "simarc")
    sell(page, "aspilet")

    page.keyboard.press("F9")
    card = page.locator("[data-open][data-alert=label-warfarin-aspirin]")
    expect(card.get_by_role("button", name="Answer")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save answer").click()
    expect(dialog).to_contain_text("Choose a reason.")
    answered(page, "The prescriber knows and agrees", "Save answer")
    expect(page.locator("[data-answered]")).to_contain_text("The prescriber knows and agrees")
    pay(page)
    page.keyboard.press("Enter")
    page.context.set_offline(False)
    until(page, lambda: AnsweredAlert.objects.count() == 1)

    row, sale = AnsweredAlert.objects.get(), Sale.objects.get()
    assert (row.subject_id, row.rule, row.tier) == (sale.id, "label-warfarin-aspirin", 1)
    assert (row.reason, row.answered_by) == ("prescriber_agreed", rina.id)
    assert ApprovalUse.objects.get().approval_id == row.approval_id == Approval.objects.get().id
    assert DiscrepancyCase.objects.count() == 0


@pytest.mark.rows("RX-14")
def test_an_allergy_blocks_until_the_pharmacist_at_the_counter_says_why(new_page: NewPage) -> None:
    shop = safe_shop().shop
    patient = register(shop, "Siti Nurhaliza")
    fact = NewHealthFact("allergy", "penicillins")
    record_health(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient, fact=fact)
    add_staff("pharmacist", shop.branch_id, "rina")
    page = new_page(locale="id")
    open_counter(page, shop, "rina")
    sell(page, "amoxsan")
    dialog = open_dialog(page, "F4")
    dialog.get_by_label("Nama, tanggal lahir, telepon, atau nomor").fill("siti")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Siti Nurhaliza").click()
    card = page.locator("[data-open][data-alert='allergy:class']")
    card.get_by_role("button", name="Jawab").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alasan lain").check()
    dialog.get_by_role("button", name="Simpan jawaban").click()
    expect(dialog).to_contain_text("Tulis alasannya.")
    dialog.locator("#note").fill("tes kulit negatif")
    dialog.get_by_role("button", name="Simpan jawaban").click()
    expect(page.locator("[data-answered]")).to_be_visible()
    assert "penicillins" not in str(kept(page, "drafts", "basket"))
    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: AnsweredAlert.objects.count() == 1)

    row = AnsweredAlert.objects.get()
    assert (row.check_kind, row.rule, row.reason) == ("allergies", "allergies", "other")
    assert row.answered_by == Sale.objects.get().person_id
    assert DiscrepancyCase.objects.count() == 0
