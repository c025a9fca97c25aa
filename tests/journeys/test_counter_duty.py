"""With nobody on duty the counter keeps a prescription, and the pharmacist signs on beside it."""

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
from tests.support.duty import give_licence, nobody_on_duty
from theriac.domains.accounts.models import User
from theriac.domains.duty.models import DutyTurn
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleGround

pytestmark = [pytest.mark.journey, pytest.mark.rows("EXT-03")]


def test_the_card_leads_to_signing_on_and_then_to_the_payment(page: Page) -> None:
    shop = stocked_shop().shop
    nobody_on_duty(shop)
    ratna = User.objects.named("ratna")
    assert ratna is not None
    give_licence(shop, ratna.id, 30)
    open_counter(page, shop, "ratna")
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    enter_prescription(page)
    page.keyboard.press("F9")
    card = page.locator("[data-problem=server]")
    expect(card).to_contain_text("only while a responsible pharmacist is on duty")

    card.get_by_role("button", name="Duty").click()
    dialog = page.get_by_role("dialog", name="Duty")
    expect(dialog).to_contain_text("No pharmacist on duty")
    dialog.get_by_role("button", name="Sign on to duty").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-problem]")).to_have_count(0)

    pay(page)
    until(page, Sale.objects.exists)
    turn = DutyTurn.objects.get(person_id=ratna.id)
    assert SaleGround.objects.get().duty_turn_id == turn.id
    assert not DiscrepancyCase.objects.exists()
    expect(page.get_by_text("Duty pharmacist")).to_be_visible()
