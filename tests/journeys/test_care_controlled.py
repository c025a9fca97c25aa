"""A narcotic over the counter: looked at by a second person, signed by two, registered."""

from __future__ import annotations

import csv

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.care import PHONE, desk_of, looked_over, press, take_ready
from tests.journeys.counter import all_sent, open_counter, pay, stocked_shop
from tests.support.browser import NewPage
from tests.support.controlled import add_controlled, lines_of, violations
from tests.support.looks import looks_at
from tests.support.patients import register
from tests.support.prescriptions import a_line, a_prescription, pharmacist, state_of
from tests.support.shop import Medicine, Shop, stock_up
from theriac.core.actor import Actor
from theriac.core.approval.models import ApprovalUse
from theriac.core.outbox.relay import relay_once
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.patients.models import Patient
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = [pytest.mark.journey, pytest.mark.rows("CTL-01", "CTL-02", "CTL-03", "RX-18")]
PIN, WRONG = "508214", "508215"
ADDRESS = "Jl. Merdeka 1, Jakarta"


def codeine_prescribed(state: str) -> tuple[Shop, Medicine, PrescriptionId, Actor]:
    """Ten tablets for a patient with an address, and a second pharmacist with a PIN."""
    shop = stocked_shop().shop
    codeine = add_controlled(shop)
    stock_up(shop, codeine, 50)
    second = pharmacist(shop, "sinta")
    set_pin(actor=second, pin=PIN)
    patient = register(shop, addresses=[ADDRESS])
    wanted = [a_line(codeine, 10, written="Codeine 10 mg")]
    made = a_prescription(shop, state, wanted, second=second, patient_id=patient)
    relay_once()
    return shop, codeine, made, second


def prepared(new_page: NewPage, shop: Shop, made: PrescriptionId, second: Actor) -> None:
    """Who prepared it is told that somebody else must look, who then does."""
    page = desk_of(new_page, pharmacist(shop, "ratna"))
    page.goto(f"/prescriptions/{made}/")
    press(page, "Start preparing")
    expect(page.get_by_text("High-risk")).to_be_visible()
    press(page, "Verify")
    refused = page.get_by_text("Ask a colleague to verify it.").first
    expect(refused).to_be_visible()
    looked_over(page)
    assert state_of(made) == "preparing"
    other = desk_of(new_page, second, language="id", phone=True)
    other.goto(f"/prescriptions/{made}/")
    press(other, "Periksa", "Siap diambil")
    expect(other.get_by_role("link", name="Konseling dan serahkan")).to_be_visible()


def sign(page: Page, pin: str) -> None:
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Sinta").check()
    dialog.locator("#pin").fill(pin)
    dialog.locator("#reason").fill("checked together")
    dialog.get_by_role("button", name="Sign", exact=True).click()


def test_signed_by_two_and_registered(new_page: NewPage) -> None:
    shop, codeine, made, second = codeine_prescribed("approved")
    prepared(new_page, shop, made, second)

    till = new_page()
    open_counter(till, shop, "ratna")
    take_ready(till, Prescription.objects.get().code)
    till.keyboard.press("F9")
    card = till.locator("[data-problem=hand_over]")
    expect(card).to_contain_text("a second person must sign")
    card.get_by_role("button", name="Request signature").click()
    dialog = till.get_by_role("dialog", name="Second signature")
    expect(dialog).to_contain_text("Codeine 10 mg tablet: 1 strip")
    witness = dialog.get_by_role("group", name="Witness (second signature)")
    expect(dialog).to_contain_text("A second person checks and signs as the witness.")
    witness.get_by_label("Sinta").check()
    expect(witness.get_by_text("Ratna")).to_have_count(0)
    expect(dialog).to_contain_text("Ratna hands over. Sinta checks and signs as the witness.")
    expect(dialog.get_by_label("Witness’s PIN, 6 digits")).to_be_visible()
    expect(dialog).not_to_contain_text("pprove")
    looked_over(till)

    sign(till, WRONG)
    expect(till.locator("#pin-error")).to_be_visible()
    till.context.set_offline(True)
    sign(till, PIN)
    expect(till.locator("#pin-error")).to_contain_text("aren’t sold offline")
    till.context.set_offline(False)
    sign(till, PIN)
    expect(till.locator("dialog[open]")).to_have_count(0)
    expect(card).to_have_count(0)
    pay(till)
    all_sent(till)

    assert ApprovalUse.objects.get().approval.approved_by == second.id
    assert not DiscrepancyCase.objects.exists()
    assert lines_of(shop.branch_id)[-1] == (2, "sale", -10, 40)
    registered(new_page, shop, codeine)
    assert violations() == []
    patient = Patient.objects.get()
    assert {
        ("ratna", "prescriptions.open"),
        ("ratna", "prescriptions.take_to_counter"),
        ("sinta", "prescriptions.open"),
        ("owner", "sales.read_hand_overs"),
    } <= looks_at(shop, patient.id)


def registered(new_page: NewPage, shop: Shop, codeine: Medicine) -> None:
    """The page has the line with its balance; its file patient, prescriber and both who signed."""
    page = desk_of(new_page, shop.owner)
    page.goto(f"/controlled/{codeine.id}/")
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("10")
    expect(row).to_contain_text("40")
    looked_over(page)
    answer = page.context.request.get(f"/controlled/{codeine.id}/?export=csv")
    rows = list(csv.reader(answer.body().decode("utf-8-sig").splitlines()))
    for told in ("Siti Nurhaliza", ADDRESS, "dr. Ani Wijaya, Sp.A"):
        assert told in " | ".join(rows[1]), rows[1]


def test_without_the_network_nothing_of_it_is_sold_on_a_phone(new_page: NewPage) -> None:
    shop, _codeine, _made, _second = codeine_prescribed("ready")
    till = new_page(**PHONE, locale="id")
    open_counter(till, shop, "dewi")
    till.locator("[data-key=ready]").click()
    till.locator("dialog[open] [data-ready]").click()
    expect(till.locator("dialog[open]")).to_have_count(0)
    till.context.set_offline(True)  # the counter hears of it, and locks the payment by itself
    alone = till.locator("[data-problem=prescription_alone]")
    expect(alone).to_contain_text("tidak dapat dibayar tanpa server")
    looked_over(till)
    till.context.set_offline(False)
    expect(alone).to_have_count(0)
    card = till.locator("[data-problem=hand_over]")
    expect(card).to_contain_text("perlu tanda tangan orang kedua")
    card.locator(".t-fold").click()
    card.get_by_role("button", name="Minta tanda tangan").click()
    dialog = till.get_by_role("dialog", name="Tanda tangan kedua")
    witness = dialog.get_by_role("group", name="Saksi (tanda tangan kedua)")
    expect(witness.get_by_label("Sinta")).to_be_visible()
    expect(witness.get_by_text("Dewi")).to_have_count(0)
    expect(dialog).to_contain_text("Dewi menyerahkan.")
    expect(dialog.get_by_label("PIN saksi, 6 angka")).to_be_visible()
    expect(dialog).not_to_contain_text("etuju")
    looked_over(till)
    assert not Sale.objects.exists()
