"""A prescription that the back office laid out ready is taken, checked and paid at the counter."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
    to_basket,
    to_search,
    until,
    until_drafted,
)
from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.browser import NewPage
from tests.support.browser_storage import kept
from tests.support.prescriptions import a_line, a_prescription, at_shop, line_of, state_of
from tests.support.shop import Shop
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.commands.pause import pause_prescription
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Dispense, Prescription
from theriac.domains.sales.models import DiscrepancyCase, Sale, SalePatient

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-01", "RX-03")]
SECRETS = ("Siti", "0412-ZZ", "Dewanti")


def amlodipine_prescribed(state: str, quantity: int = 20) -> tuple[Shop, PrescriptionId]:
    stocked = stocked_shop()
    wanted = [a_line(stocked.medicines["amlodipine"], quantity, written="Amlodipine 10 mg")]
    return stocked.shop, a_prescription(stocked.shop, state, wanted, number="0412-ZZ")


def take(page: Page, code: str) -> None:
    page.keyboard.press("Shift+F4")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("[data-ready-list]")).to_be_visible()
    dialog.locator("#ready").fill(code.lower())
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    # Said as the hand goes back to the search: until then a key's own place would be lost again.
    expect(page.get_by_role("status").filter(has_text=f"Prescription {code} is in")).to_have_count(
        1
    )
    to_search(page)


def test_from_the_paper_to_the_hand_over(page: Page, new_page: NewPage) -> None:
    shop, made = amlodipine_prescribed("received")
    code = Prescription.objects.get().code
    office = new_page()
    be_signed_in(office)
    office.goto(f"/prescriptions/{made}/")
    for step in ("Start review", "Approve", "Start preparing", "Verify", "Ready to collect"):
        office.get_by_role("button", name=step, exact=True).click()
    until(office, lambda: state_of(made) == "ready")

    open_counter(page, shop, "ratna")
    take(page, code)
    expect(page.locator("[data-patient]")).to_contain_text("Siti N.")
    expect(page.locator("[data-on-prescription]")).to_contain_text(code)
    expect(page.locator("[data-problem]")).to_have_count(0)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text(f"Prescription {code}")
    all_sent(page)

    assert not DiscrepancyCase.objects.exists()
    dispense, sale = Dispense.objects.get(), Sale.objects.get()
    assert (dispense.sale_id, dispense.quantity) == (sale.id, 20)
    assert SalePatient.objects.get().patient_id == Prescription.objects.get().patient_id
    assert [v.sentence for result in run_checks() for v in result.violations] == []
    office.goto(f"/prescriptions/{made}/")
    office.get_by_role("link", name="Counsel and hand over").click()
    office.get_by_label("How and when to take it").check()
    office.get_by_role("button", name="Save", exact=True).click()
    until(office, lambda: state_of(made) == "closed")
    office.goto("/prescriptions/")
    expect(office.get_by_text(code)).to_have_count(0)


def test_what_is_parked_and_loaded_anew_keeps_its_prescription_sealed(page: Page) -> None:
    shop, made = amlodipine_prescribed("ready")
    open_counter(page, shop, "ratna")
    take(page, Prescription.objects.get().code)
    until_drafted(page, 2)
    assert not any(one in str(kept(page, "drafts")) for one in SECRETS)
    to_basket(page)
    page.keyboard.press("-")
    until_drafted(page, 1)
    page.locator("[data-key=park]").click()
    expect(page.locator("[data-basket]")).to_have_count(0)
    page.locator("[data-key=park]").click()
    page.locator("dialog[open] [data-parked] button").first.click()
    expect(page.locator("[data-on-prescription]")).to_be_visible()
    until_drafted(page, 1)  # the screen shows it before the disk has it
    reloaded(page)
    expect(page.locator("[data-on-prescription]")).to_be_visible()
    pay(page)
    all_sent(page)
    assert not any(one in str(kept(page, "sales")) for one in SECRETS)
    assert (Dispense.objects.get().quantity, line_of(made).dispensed) == (10, 10)
    assert not DiscrepancyCase.objects.exists()


def test_more_than_is_authorised_and_what_was_paused_are_refused_before_the_money(
    page: Page,
) -> None:
    shop, made = amlodipine_prescribed("ready")
    open_counter(page, shop, "ratna")
    take(page, Prescription.objects.get().code)
    to_basket(page)
    page.keyboard.press("+")
    card = page.locator("[data-problem=prescription_more]")
    expect(card).to_contain_text("at most 2 strips on this prescription")
    card.get_by_role("button", name="Sell 2 strips").click()
    expect(page.locator("[data-problem]")).to_have_count(0)

    pause_prescription(**at_shop(shop, made), reason_code="patient")
    page.keyboard.press("F9")
    expect(page.locator("[data-problem=server]")).to_contain_text("Paused")
    assert not Sale.objects.exists()


def test_without_the_server_it_waits(page: Page) -> None:
    shop, _made = amlodipine_prescribed("ready")
    open_counter(page, shop, "ratna")
    take(page, Prescription.objects.get().code)
    page.context.set_offline(True)
    page.keyboard.press("F9")
    card = page.locator("[data-problem=prescription_alone]")
    expect(card).to_contain_text("can’t be paid without the server")
    page.context.set_offline(False)
    expect(card).to_have_count(0)
    pay(page)
    all_sent(page)
    assert Dispense.objects.get().quantity == 20


def test_on_a_phone_in_bahasa_indonesia(new_page: NewPage) -> None:
    shop, made = amlodipine_prescribed("ready")
    code = Prescription.objects.get().code
    page = new_page(width=390, height=844, locale="id")
    open_counter(page, shop, "dewi")
    page.locator("[data-key=ready]").click()
    dialog = page.get_by_role("dialog", name="Resep siap diambil")
    expect(dialog.locator("[data-ready]")).to_contain_text("Siti N.")
    expect(dialog.locator("[data-ready]")).not_to_contain_text("Amlodipine")
    assert_fits(page)
    assert_accessible(page)
    dialog.locator("[data-ready]").click()
    expect(page.locator("[data-on-prescription]")).to_contain_text(f"Resep {code}")
    assert_fits(page)
    page.get_by_role("button", name="Bayar").click()
    page.get_by_role("button", name="Selesai", exact=False).first.click()
    until(page, Dispense.objects.exists)
    assert (state_of(made), line_of(made).dispensed) == ("ready", 20)
