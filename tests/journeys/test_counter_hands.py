"""By keys alone, by touch, and back again: parking, putting back, a whole sale without a mouse."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    close_dialog,
    open_counter,
    open_dialog,
    pay,
    reloaded,
    sell,
    stocked_shop,
    to_basket,
    to_search,
    until_drafted,
)
from tests.support.browser import NewPage
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.journey
ROWS = "[data-basket] [data-line]"
SMALL = """(least) => [...document.querySelectorAll(
    'button, input, select, textarea, a[href], [role=option], [role=radio], label.t-choice')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('[inert]')
    && (!document.querySelector('dialog[open]') || e.closest('dialog[open]')))
  .map((e) => {
    const own = (e.type === 'radio' || e.type === 'checkbox') ? e.closest('label') : e;
    const box = own.getBoundingClientRect();
    const grown = getComputedStyle(own, '::after');
    const more = grown.content !== 'none' && grown.position === 'absolute'
      ? ['top', 'bottom', 'left', 'right'].map((side) => parseFloat(grown[side])) : [0, 0, 0, 0];
    return [own.id || own.className || own.tagName, own.innerText?.slice(0, 30) ?? '',
      Math.round(box.width - more[2] - more[3]), Math.round(box.height - more[0] - more[1])];
  })
  .filter(([, , width, height]) => width > 0 && (width < least || height < least))"""

# What follows a drawing (the scroll to a line) has happened after two frames.
DRAWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => setTimeout(done, 0))))"""


@pytest.mark.first_load
@pytest.mark.rows("UX-09")
def test_a_removed_line_comes_back_for_ten_seconds_and_never_after_the_sale(page: Page) -> None:
    stocked = stocked_shop()
    page.clock.install()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol", "oral")
    to_basket(page)
    toast = page.locator(".t-toast")
    page.clock.pause_at(datetime.now() + timedelta(minutes=1))
    page.keyboard.press("Delete")
    expect(page.locator(ROWS)).to_have_count(1)
    page.clock.run_for(9_900)
    expect(toast).to_be_visible()
    page.clock.run_for(200)
    expect(toast).to_have_count(0)
    page.clock.resume()
    sell(page, "oral")
    to_basket(page)
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Put back Ctrl Z", exact=True).click()
    expect(page.locator(ROWS)).to_contain_text(["Paracetamol", "Oral"])
    to_basket(page)
    page.keyboard.press("Delete")
    expect(page.locator(ROWS)).to_have_count(1)
    page.keyboard.press("F2")
    to_search(page)
    pay(page)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-done]")).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(".t-toast")).to_have_count(0)


def test_baskets_are_parked_and_fetched_and_outlive_a_reload(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.keyboard.press("F8")
    expect(page.locator("[role=alert]").last).to_contain_text("no baskets are parked")
    sell(page, "2*paracetamol")
    page.keyboard.press("F8")
    expect(page.get_by_text("Basket parked", exact=True)).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(0)
    sell(page, "3*oral")
    page.keyboard.press("F8")
    dialog = page.get_by_role("dialog", name="Parked baskets")
    expect(dialog.get_by_role("button", name="Park this basket, 1 line")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Basket parked", exact=True)).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(0)
    until_drafted(page)
    reloaded(page)
    page.keyboard.press("F8")
    expect(dialog.locator(".t-menu-item")).to_have_count(2)
    expect(dialog.locator(":focus")).to_have_count(1)
    expect(dialog.locator(".t-menu-item").first).to_contain_text("Paracetamol 500 mg tablet")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["2 strips"])
    pay(page)
    page.keyboard.press("F8")
    expect(dialog.locator(".t-menu-item")).to_have_count(1)
    expect(dialog.locator(":focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["3 sachets"])
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
    assert Sale.objects.count() == 2


@pytest.mark.rows("SAL-06")
def test_a_whole_sale_without_a_mouse_its_keys_on_the_screen(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    for key in ("F1", "F2", "F3", "F8", "F9", "F10", "Ctrl Z", "Ctrl K"):
        expect(page.locator("footer.t-keys kbd", has_text=key).first).to_be_visible()
    sell(page, "2*paracetamol", "amlodipine", "*2s")
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="Enter prescription")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#prescriber")).to_be_focused()
    close_dialog(page)
    to_basket(page)
    page.keyboard.press("Delete")
    sell(page, "oral")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
    assert Sale.objects.get().lines.count() == 2


@pytest.mark.rows("SAL-06")
@pytest.mark.parametrize("width", [390, 1024])
def test_every_control_is_large_enough_for_a_finger(new_page: NewPage, width: int) -> None:
    page = new_page(width=width, height=844, has_touch=True)
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    found: dict[str, list[object]] = {}

    def measure(screen: str) -> None:
        page.evaluate(DRAWN)
        found[screen] = page.evaluate(SMALL, 44)

    measure("empty")
    page.keyboard.type("a")
    expect(page.locator("#hit-0")).to_be_visible()
    measure("results")
    page.keyboard.press("Escape")
    sell(page, "9*amlodipine", "paracetamol")
    measure("basket and card")
    for name, keys in (("help", "F1"), ("more", "F10"), ("palette", "Control+k")):
        open_dialog(page, keys)
        measure(name)
        close_dialog(page)
    page.locator("[data-act=open]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    measure("line")
    close_dialog(page)
    page.locator("[data-act=open]").first.click()
    page.get_by_role("button", name="Remove line", exact=True).click()
    page.get_by_role("button", name="Pay", exact=False).last.click()
    expect(page.locator("#amount")).to_be_visible()
    measure("paying")
    page.get_by_role("button", name="Complete without printing").click()
    expect(page.locator("[data-done]")).to_be_visible()
    measure("done")
    assert {screen: small for screen, small in found.items() if small} == {}
