"""The counter is for everybody: axe finds nothing, at every width, in both languages and themes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.counter import (
    PHONE,
    close_dialog,
    open_counter,
    open_dialog,
    sell,
    stocked_shop,
)
from tests.support.access import found_by_axe, too_wide
from tests.support.browser import NewPage
from tests.support.shop import add_medicine, stock_up

pytestmark = pytest.mark.journey
LAYOUTS = [
    {"width": 1440, "height": 900, "dark": False, "locale": "en"},
    {"width": 820, "height": 1180, "dark": True, "locale": "id", "has_touch": True},
    {"width": 390, "height": 844, "dark": False, "locale": "id", "has_touch": True},
    {"width": 320, "height": 640, "dark": True, "locale": "en", "has_touch": True},
]


class Looked:
    """What axe and a ruler found, by the name of the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, Any] = {}

    def at(self, name: str) -> None:
        problems = found_by_axe(self.page)
        wide = too_wide(self.page)
        problems += [f"{wide} px wider than the screen"] if wide else []
        if problems:
            self.found[name] = problems


def unfold(page: Page, kind: str) -> Locator:
    """The card of what must be decided, whole: a phone shows one line of it until it is pressed."""
    card = page.locator(f"[data-problem={kind}]")
    if (page.viewport_size or {"width": 0})["width"] < PHONE:
        card.locator("[aria-expanded=false]").click()
    return card


@pytest.mark.rows("UX-06", "UX-07", "UX-04")
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: f"{one['width']}-{one['locale']}")
def test_nothing_stands_in_anybodys_way(new_page: NewPage, layout: dict[str, Any]) -> None:
    stocked = stocked_shop()
    near = add_medicine(stocked.shop, "Zinc 20 mg tablet")
    stock_up(stocked.shop, near, 30, days=20, batch_number="ZNC2504")
    page = new_page(**layout)
    looked = Looked(page)
    page.goto("/counter/")
    expect(page.locator("#code")).to_be_visible()
    looked.at("pairing")
    open_counter(page, stocked.shop, "ratna")
    looked.at("empty")
    page.locator("#search").fill("amoxilin")
    expect(page.locator("#search")).to_have_attribute("aria-expanded", "false")
    looked.at("nothing found")
    page.locator("#search").fill("a")
    expect(page.locator("#hit-0")).to_be_visible()
    looked.at("found")
    page.locator("#search").fill("")
    page.locator("#search").focus()
    sell(page, "2*paracetamol", "zinc", "5*amlodipine")
    looked.at("refused")
    unfold(page, "insufficient").locator(".btn-primary").click()
    unfold(page, "prescription").locator(".btn-primary").click()
    expect(page.locator("#prescriber")).to_be_focused()
    looked.at("prescription")
    page.locator("#prescriber").fill("dr. Maya L.")
    page.locator("#number").fill("0412")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("[data-act=open]").first.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    looked.at("line")
    close_dialog(page)
    for key, name in (("F1", "help"), ("F10", "more"), ("Control+k", "palette")):
        open_dialog(page, key)
        looked.at(name)
        close_dialog(page)
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_visible()
    looked.at("paying")
    page.locator("#amount").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_be_visible()
    looked.at("missing")
    page.locator(".t-notes .btn").first.click()
    page.locator(".t-paying .btn-primary").click()
    expect(page.locator("[data-done]")).to_be_visible()
    looked.at("done")
    assert looked.found == {}


TURNS = ((820, 1180), (1180, 820), (390, 844), (1440, 900))


def test_a_dialogue_stays_one_when_the_device_is_turned(new_page: NewPage) -> None:
    page = new_page(width=1440, height=900)
    open_counter(page, stocked_shop().shop, "ratna")
    for key in ("F1", "F10", "Control+k"):
        for width, height in TURNS:
            open_dialog(page, key)
            page.set_viewport_size({"width": width, "height": height})
            expect(page.locator("dialog:modal :focus, dialog:modal:focus")).to_have_count(1)
            close_dialog(page)
            if width < PHONE:
                continue  # a phone has no line of keys, and its keyboard stays down
            foot = page.locator("footer.t-keys")
            assert foot.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


TARGETS = """() => [...document.querySelectorAll("button, input, [role=option], select, a")]
  .filter((one) => one.offsetParent !== null && !one.closest(".t-keys, .visually-hidden"))
  .map((one) => {
    const box = one.getBoundingClientRect();
    const after = getComputedStyle(one, "::after");
    const grown = after.content === "none" ? 0 : parseFloat(after.height) || 0;
    return [one.outerHTML.slice(0, 80), Math.round(Math.max(box.height, grown))];
  })
  .filter(([, height]) => height < 44)"""


def test_every_target_of_the_counter_is_44_px_tall(new_page: NewPage) -> None:
    stocked = stocked_shop()
    page = new_page(width=820, height=1180, has_touch=True)
    open_counter(page, stocked.shop, "ratna")
    sell(page, "2*paracetamol", "amlodipine")
    found = {"desk": page.evaluate(TARGETS)}
    page.keyboard.press("Delete")
    page.locator("[data-problem=prescription] .btn-primary").click()
    expect(page.locator("#prescriber")).to_be_focused()
    found["dialog"] = page.evaluate(TARGETS)
    page.locator("#prescriber").fill("dr. Maya L.")
    page.locator("#number").fill("0412")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_visible()
    found["paying"] = page.evaluate(TARGETS)
    assert found == {"desk": [], "dialog": [], "paying": []}
