"""Patient and discount are keys of the basket, with the key of the keyboard printed on them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    close_dialog,
    open_counter,
    open_dialog,
    sell,
    stocked_shop,
)
from tests.support.browser import NewPage
from tests.support.patients import register

pytestmark = [pytest.mark.journey, pytest.mark.rows("UX-13")]
PATIENT = "[data-key=patient]"
DISCOUNT = "[data-key=discount]"
PARK = "[data-key=park]"


def find_patient(page: Page) -> None:
    page.locator("#text").fill("Sri Rahayu")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Sri Rahayu").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_by_their_keys_and_by_hand(page: Page) -> None:
    stocked = stocked_shop()
    register(stocked.shop, "Sri Rahayu")
    open_counter(page, stocked.shop, "ratna")
    expect(page.locator(PATIENT)).to_have_text("PatientF4")
    expect(page.locator(DISCOUNT)).to_be_disabled()
    page.keyboard.press("Shift+F3")
    expect(page.get_by_role("alert").filter(has_text="Add an item first")).to_have_count(1)
    sell(page, "paracetamol", "oral")
    expect(page.locator(DISCOUNT)).to_have_text("DiscountShift F3")
    dialog = open_dialog(page, "Shift+F3")
    expect(dialog).to_have_attribute(
        "aria-label", "Discount on Oral rehydration salts 200 ml sachet"
    )
    close_dialog(page)
    open_dialog(page, "F4")
    find_patient(page)
    expect(page.locator(PATIENT)).to_contain_text("Patient: Sri R.")
    page.locator(PATIENT).click()
    expect(page.get_by_role("dialog").locator("#text")).to_be_focused()


def test_a_basket_is_parked_by_its_key(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    expect(page.locator(PARK)).to_be_disabled()
    sell(page, "paracetamol")
    expect(page.locator(PARK)).to_have_text("ParkF8")
    page.locator(PARK).click()
    expect(page.locator("[data-waiting]")).to_have_count(1)
    expect(page.locator("[data-basket]")).to_have_count(0)
    expect(page.locator(PARK)).to_have_text("Parked: 1F8")
    sell(page, "oral")
    # F8 opens the list now, so the key isn't printed for another thing.
    expect(page.locator(PARK)).to_have_text("Park")
    page.locator(PARK).click()
    expect(page.locator(PARK)).to_have_text("Parked: 2F8")
    page.locator(PARK).click()
    expect(page.get_by_role("dialog")).to_contain_text("Paracetamol")


def test_a_phone_has_them_above_its_lines(new_page: NewPage) -> None:
    stocked = stocked_shop()
    page = new_page(width=390, height=844, has_touch=True)
    open_counter(page, stocked.shop, "ratna")
    sell(page, "paracetamol")
    expect(page.locator(PATIENT)).to_be_in_viewport()
    page.locator(DISCOUNT).tap()
    expect(page.get_by_role("dialog", name="Discount on Paracetamol")).to_be_visible()
