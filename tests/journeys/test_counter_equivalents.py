"""A generic's name lists its brands, and one key shows what stands for a medicine; offline too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    Stocked,
    all_sent,
    close_dialog,
    open_counter,
    open_dialog,
    pay,
    sell,
    stocked_shop,
    until,
)
from tests.support.shop import add_medicine, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.sales.models import SaleLine

pytestmark = pytest.mark.journey
SAID = {
    "substance": "Amoxicillin",
    "strength": "500 mg",
    "dose_form": "capsule",
    "legal_class": "bebas",
}
BRANDS = ("Kalmoxilin", "Amoxan", "Bimoxyl", "Zumamox")


def amoxicillins() -> Stocked:
    """Kalmoxilin expires first, then Zumamox and Amoxan; Bimoxyl is out; a syrup is no equal."""
    stocked = stocked_shop()
    shop = stocked.shop
    expiries = {"Kalmoxilin": 100, "Zumamox": 200, "Amoxan": 300}
    for number, brand in enumerate(BRANDS):
        pack = NewPack(name="strip", factor=10, price=9000 + number * 500)
        medicine = add_medicine(shop, f"{brand} 500 mg", packs=[pack], **SAID)
        stocked.medicines[brand] = medicine
        if brand in expiries:
            stock_up(shop, medicine, 50, days=expiries[brand], batch_number=brand, shelf="R-3")
    syrup = {**SAID, "strength": "125 mg/5 ml", "dose_form": "syrup"}
    add_medicine(shop, "Amoxan drops", **syrup)
    relay_once()
    return stocked


def names_found(page: Page) -> list[str]:
    return [text.split()[0] for text in page.locator("#hits .t-hit-name").all_inner_texts()]


@pytest.mark.rows("CAT-03")
@pytest.mark.parametrize("offline", [False, True])
def test_a_generic_lists_its_brands_the_earliest_expiry_first(page: Page, offline: bool) -> None:
    stocked = amoxicillins()
    open_counter(page, stocked.shop)
    all_sent(page)
    page.context.set_offline(offline)
    for typed in ("amoxicillin", "amoksisilin", "amoxilin"):
        page.locator("#search").fill(typed)
        expect(page.locator("#hits .t-hit-name")).to_have_count(5)
        assert names_found(page)[:3] == ["Kalmoxilin", "Zumamox", "Amoxan"], typed
    expect(page.locator("#hit-0")).to_contain_text("5 strips")
    page.locator("#search").fill("amoxicillin 500")
    expect(page.locator("#hits .t-hit-name")).to_have_count(4)


@pytest.mark.rows("CAT-11", "EXT-07")
@pytest.mark.parametrize("offline", [False, True])
def test_one_key_shows_what_stands_for_a_line_and_enter_takes_it(page: Page, offline: bool) -> None:
    stocked = amoxicillins()
    open_counter(page, stocked.shop)
    all_sent(page)
    page.context.set_offline(offline)
    sell(page, "2*bimoxyl")
    dialog = open_dialog(page, "F7")
    expect(dialog).to_have_attribute("aria-label", "Equivalent brands for Bimoxyl 500 mg")
    choices = dialog.get_by_role("button").filter(has_text="500 mg")
    expect(choices).to_have_count(3)
    expect(choices.nth(0)).to_contain_text("Kalmoxilin")
    for shown in ("5 strips", "Rp\u00a09.000", "R-3"):
        expect(choices.nth(0)).to_contain_text(shown)
    expect(dialog.locator("[data-saving]")).to_have_text(
        ["Saves Rp\u00a01.000", "Saves Rp\u00a0500", "Rp\u00a0500 more"]
    )
    page.keyboard.press("ArrowDown")
    expect(choices.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    lines = page.locator("[data-basket] tr[data-line]")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text(["Amoxan"])
    page.context.set_offline(False)
    pay(page)
    until(page, SaleLine.objects.exists)
    line = SaleLine.objects.get()
    assert (line.product_id, line.quantity) == (stocked.medicines["Amoxan"].id, 20)
    assert (line.instead_of, line.instead_saved) == (stocked.medicines["Bimoxyl"].id, 1000)
    assert [v.sentence for result in run_checks() for v in result.violations] == []


@pytest.mark.rows("CAT-11")
def test_what_is_found_has_equals_too_and_one_without_a_generic_says_so(page: Page) -> None:
    stocked = amoxicillins()
    open_counter(page, stocked.shop)
    page.locator("#search").fill("bimoxyl")
    expect(page.locator("#hits .t-hit-name")).to_have_count(1)
    dialog = open_dialog(page, "F7")
    expect(dialog).to_contain_text("Press Enter to add one to the basket")
    page.keyboard.press("Enter")
    lines = page.locator("[data-basket] tr[data-line]")
    expect(lines).to_contain_text(["Kalmoxilin"])
    sell(page, "oral rehydration")
    dialog = open_dialog(page, "F7")
    expect(dialog).to_contain_text("This product has no generic name.")
    close_dialog(page)
