"""Two tabs of one device: one sells, the other looks and follows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import NOTES, open_counter, pay, sell, sign_in, stocked_shop
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.journey
HOLD_SEAT = """() => new Promise((held) => {
  navigator.locks.request("theriac-counter-sells", () => { held(); return new Promise(() => {}); });
})"""
LOOKING = "Another tab is in use for selling. This tab is read-only."


def second_tab(page: Page) -> Page:
    """Another tab of the same browser, signed in."""
    other = page.context.new_page()
    other.add_init_script(NOTES)
    other.goto("/counter/")
    sign_in(other, "dewi")
    return other


@pytest.mark.rows("OFF-14")
def test_the_second_tab_only_looks_and_follows(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    other = second_tab(page)
    expect(other.get_by_text(LOOKING).first).to_be_visible()
    expect(page.get_by_text(LOOKING)).to_have_count(0)
    other.keyboard.type("paracetamol")
    other.keyboard.press("Enter")
    expect(other.get_by_role("row", name="Paracetamol")).to_have_count(0)
    page.bring_to_front()
    sell(page, "2*paracetamol")
    expect(other.get_by_role("row", name="Paracetamol")).to_be_visible()
    other.bring_to_front()
    other.keyboard.press("F9")
    expect(other.locator("#amount")).to_have_count(0)
    page.bring_to_front()
    pay(page)
    expect(other.get_by_role("row", name="Paracetamol")).to_have_count(0)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
    assert [sale.sequence for sale in Sale.objects.all()] == [1]


@pytest.mark.rows("OFF-14")
def test_the_seat_is_asked_for_with_its_basket(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    other = second_tab(page)
    page.bring_to_front()
    sell(page, "paracetamol")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    other.bring_to_front()
    other.get_by_role("button", name="Sell here").click()
    expect(other.get_by_text("The other tab is taking a payment")).to_be_visible()
    page.bring_to_front()
    page.keyboard.press("Escape")
    other.bring_to_front()
    other.get_by_role("button", name="Sell here").click()
    expect(other.get_by_text(LOOKING)).to_have_count(0)
    expect(page.get_by_text(LOOKING).first).to_be_visible()
    other.locator("#search").focus()
    pay(other)
    expect(other.locator("[data-done]")).to_contain_text("Sent")
    expect(page.get_by_role("row", name="Paracetamol")).to_have_count(0)
    assert Sale.objects.count() == 1


@pytest.mark.rows("OFF-14")
def test_when_the_one_that_sold_is_closed_the_other_takes_over(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    other = second_tab(page)
    page.bring_to_front()
    sell(page, "paracetamol")
    page.close()
    expect(other.get_by_text("The other tab is closed.")).to_be_visible()
    other.get_by_role("button", name="Sell here").click()
    expect(other.get_by_role("button", name="Sell here")).to_have_count(0)  # it sits down now
    expect(other.get_by_role("row", name="Paracetamol")).to_be_visible()
    other.locator("#search").focus()
    pay(other)
    expect(other.locator("[data-done]")).to_contain_text("Sent")
    assert Sale.objects.count() == 1


@pytest.mark.rows("OFF-14")
def test_a_seat_that_nobody_sells_at_is_taken_without_being_asked(page: Page) -> None:
    """A slow device gives the lock of the page before a reload back late."""
    open_counter(page, stocked_shop().shop)
    leaving = page.context.new_page()
    leaving.goto("/health/live")
    page.goto("/health/live")
    leaving.evaluate(HOLD_SEAT)
    page.bring_to_front()
    page.goto("/counter/")
    expect(page.get_by_text(LOOKING).first).to_be_visible()
    leaving.close()
    expect(page.get_by_text(LOOKING)).to_have_count(0)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
