"""Where the law asks for the patient, the counter finds or registers them before the payment."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    enter_prescription,
    open_counter,
    pay,
    sell,
    stocked_shop,
    until,
)
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.patients.models import Patient
from theriac.domains.sales.models import DiscrepancyCase, Sale, SalePatient

pytestmark = [pytest.mark.journey, pytest.mark.rows("CAT-08")]


def cefixime_shop() -> Shop:
    shop = stocked_shop("in").shop
    cefixime = add_medicine(
        shop,
        "Cefixime 200 mg tablet",
        legal_class="H1",
        packs=[NewPack(name="strip", factor=10, price=12000)],
    )
    stock_up(shop, cefixime, 30)
    relay_once()
    return shop


def test_the_patient_is_registered_beside_the_basket_and_stands_with_the_sale(page: Page) -> None:
    open_counter(page, cefixime_shop(), "ratna")
    sell(page, "cefixime")
    page.get_by_role("button", name="Enter prescription").click()
    enter_prescription(page)
    card = page.locator("[data-problem=patient]")
    expect(card).to_contain_text("Cefixime 200 mg tablet: a patient is required by law")
    expect(page.get_by_role("button", name="Check line 1 first")).to_be_disabled()

    card.get_by_role("button", name="Search patient").click()
    dialog = page.get_by_role("dialog", name="Patient")
    dialog.get_by_label("Name, date of birth, phone or number").fill("Asha Rao")
    dialog.get_by_role("button", name="Search").click()
    expect(dialog.get_by_label("Name", exact=True)).to_have_value("Asha Rao")
    dialog.get_by_label("Address").fill("12 MG Road")
    dialog.get_by_role("button", name="Register patient").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-patient]")).to_contain_text("AR")
    expect(page.locator("[data-problem]")).to_have_count(0)

    pay(page)
    until(page, SalePatient.objects.exists)
    asha = Patient.objects.get()
    assert (asha.names, asha.addresses) == ("Asha Rao", ["12 MG Road"])
    named = SalePatient.objects.get()
    assert (named.sale_id, named.patient_id) == (Sale.objects.get().id, asha.id)
    assert not DiscrepancyCase.objects.exists()
