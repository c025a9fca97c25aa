"""What speaks against a basket stands beside it before anybody pays, without the network too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    Stocked,
    all_sent,
    kept,
    open_counter,
    open_dialog,
    sell,
    stocked_shop,
)
from tests.support.browser import NewPage
from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.shop import stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.patients.commands.health import NewHealthFact, record_health

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-13", "RX-15")]


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
    assert kept(page, "device", "safety")["value"]["sets"]
    assert "penicillins" not in str(kept(page, "drafts", "basket"))

    page.context.set_offline(True)
    sell(page, "proris")
    gap = page.locator("[data-gap=no_answer]").first
    expect(gap).to_contain_text("Alergi: tidak diperiksa, karena server tidak menjawab.")
    page.context.set_offline(False)
