"""What must be decided stays in sight: no notice lies over it, and a phone folds it to one line."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.counter import enter_prescription, open_counter, pay, sell, stocked_shop
from tests.support.browser import NewPage

pytestmark = [pytest.mark.journey, pytest.mark.rows("UX-13")]
DECISION = "[data-problem=prescription]"
NOTICE = "[data-notice]"


@pytest.mark.parametrize("width", [1440, 820])
def test_a_notice_never_hides_a_decision(new_page: NewPage, width: int) -> None:
    stocked = stocked_shop()
    page = new_page(width=width)
    open_counter(page, stocked.shop, "ratna")
    sell(page, "amlodipine")
    page.keyboard.type("zzyzx")
    page.keyboard.press("Enter")
    expect(page.locator(NOTICE)).to_contain_text("zzyzx")
    expect(page.locator(DECISION)).to_contain_text("needs a prescription")
    expect(
        page.locator(DECISION).get_by_role("button", name="Enter prescription")
    ).to_be_in_viewport()
    page.locator(NOTICE).get_by_role("button", name="Close").click()
    expect(page.locator(NOTICE)).to_have_count(0)
    expect(page.locator(DECISION)).to_be_visible()


def test_a_stale_notice_goes_when_a_decision_comes(new_page: NewPage) -> None:
    stocked = stocked_shop()
    page = new_page()
    open_counter(page, stocked.shop, "ratna")
    sell(page, "paracetamol", "3*amlodipine")
    page.locator(DECISION).get_by_role("button", name="Enter prescription").click()
    enter_prescription(page)
    page.keyboard.type("zzyzx")
    page.keyboard.press("Enter")
    expect(page.locator(NOTICE)).to_be_visible()
    more = page.locator("[data-basket] [data-line]").nth(1).locator("[data-act=more]")
    more.click()
    expect(page.locator("[data-problem=insufficient]")).to_be_visible()
    expect(page.locator(NOTICE)).to_have_count(0)


def test_a_phone_folds_a_decision_to_one_line(new_page: NewPage) -> None:
    stocked = stocked_shop()
    page = new_page(width=390, height=844, has_touch=True)
    open_counter(page, stocked.shop, "ratna")
    sell(page, "amlodipine")
    card = page.locator(DECISION)
    fold = card.get_by_role("button", name="Amlodipine 10 mg tablet needs a prescription")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(card.get_by_role("button")).to_have_count(1)
    box = card.bounding_box()
    assert box is not None
    assert box["height"] <= 56  # one line that a thumb hits
    fold.tap()
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.tap()
    expect(card.get_by_role("button")).to_have_count(1)
    fold.tap()
    card.get_by_role("button", name="Enter prescription").tap()
    enter_prescription(page)
    expect(card).to_have_count(0)
    pay(page)
