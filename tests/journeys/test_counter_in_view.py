"""What was chosen last is seen, and nothing lies over the button that takes the money."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.counter import open_counter, sell, stocked_shop, to_basket, until
from tests.support.backoffice import Opener
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.outbox.relay import relay_once

pytestmark = pytest.mark.journey
TOUCH = 44
BUTTONS = """(steps) => steps.flatMap((step) => {
  const whole = step.getBoundingClientRect();
  return [...step.querySelectorAll("button")].map((button) => {
    const box = button.getBoundingClientRect();
    return [box.width, box.height, box.left - whole.left, whole.right - box.right];
  });
})"""
"""Of each button its width, its height and how far it lies inside its step, at one instant."""
NAMES = ("Cetirizine 10 mg tablet", "Loratadine 10 mg tablet", "Zinc 20 mg tablet")


@pytest.fixture
def shop() -> Shop:
    stocked = stocked_shop()
    for name in NAMES:
        stock_up(stocked.shop, add_medicine(stocked.shop, name), 100)
    relay_once()
    return stocked.shop


def is_whole_inside(row: Locator, container: Locator) -> bool:
    inner, outer = row.bounding_box(), container.bounding_box()
    assert inner is not None
    assert outer is not None
    below = inner["y"] + inner["height"] - outer["y"] - outer["height"]
    return inner["y"] >= outer["y"] - 1 and below <= 1


@pytest.mark.rows("UX-02")
@pytest.mark.parametrize(
    ("width", "height", "lines"), [(1280, 560, "[data-basket]"), (390, 700, ".t-phone-lines")]
)
def test_the_line_that_came_last_is_seen(
    shop: Shop, new_page: Opener, width: int, height: int, lines: str
) -> None:
    page: Page = new_page(width=width, height=height)
    open_counter(page, shop)
    sell(page, "paracetamol", "oral", "cetirizine", "loratadine", "zinc")
    container = page.locator(lines)
    last = page.locator("[data-basket] [data-line]").last
    expect(last).to_contain_text("Zinc")
    until(page, lambda: is_whole_inside(last, container))

    sell(page, "paracetamol")
    first = page.locator("[data-basket] [data-line]").first
    expect(first).to_contain_text("2 strips")
    until(page, lambda: is_whole_inside(first, container))

    sell(page, "amlodipine")  # its card takes room from the lines
    last = page.locator("[data-basket] [data-line]").last
    expect(page.locator("[data-problem=prescription]")).to_be_visible()
    until(page, lambda: is_whole_inside(last, container))


@pytest.mark.rows("UX-06")
@pytest.mark.parametrize("width", [1440, 1280, 820, 390, 360])
def test_the_buttons_of_a_quantity_are_whole_and_a_thumb_wide(
    shop: Shop, new_page: Opener, width: int
) -> None:
    page: Page = new_page(width=width, height=900)
    open_counter(page, shop)
    sell(page, "paracetamol", "9999*zinc")
    expect(page.locator("[data-basket] .t-step")).to_have_text(
        [re.compile("1 "), re.compile("9.?999")]
    )
    for wide, high, left, right in page.locator("[data-basket] .t-step").evaluate_all(BUTTONS):
        assert min(wide, high) >= TOUCH
        assert left >= 0
        assert right >= 0


def test_no_toast_lies_over_the_payment(shop: Shop, page: Page) -> None:
    open_counter(page, shop)
    sell(page, "paracetamol", "zinc")
    to_basket(page)
    page.keyboard.press("Delete")
    expect(page.locator(".t-toast")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_visible()
    expect(page.locator(".t-toast")).to_have_count(0)
