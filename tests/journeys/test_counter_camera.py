"""The camera as a scanner: Chromium films a bar code that the vendored reader reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import GOOD, noted, open_counter, open_dialog, stocked_shop, until
from tests.support.browser import Devices
from tests.support.pictures import MODULE, ean13_modules, film_of
from tests.support.shop import stock_up
from theriac.core.outbox.relay import relay_once
from theriac.core.paper.datamatrix import gs1_modules

pytestmark = pytest.mark.journey
PhoneWith = Callable[..., Page]


@pytest.fixture
def phone_with(devices: Devices, tmp_path: Path) -> PhoneWith:
    """A phone whose camera sees a code; ``allowed``: whether the person lets the page use it."""

    def open_phone(rows: Sequence[str], *, height: int = MODULE, allowed: bool = True) -> Page:
        film = film_of(rows, tmp_path / "film.y4m", height=height)
        return devices.phone(film, allowed=allowed)

    return open_phone


LOOKS = """
window.looks = 0;
const draw = CanvasRenderingContext2D.prototype.drawImage;
CanvasRenderingContext2D.prototype.drawImage = function (...given) {
  window.looks += 1;
  return draw.apply(this, given);
};
"""


def looked_again(page: Page) -> None:
    """Wait until the camera's picture was read some more times."""
    before = page.evaluate("window.looks")
    until(page, lambda: page.evaluate("window.looks") > before + 3)


@pytest.mark.rows("SAL-05")
def test_a_code_before_the_camera_goes_into_the_basket(phone_with: PhoneWith) -> None:
    page = phone_with([ean13_modules("8991234567891")], height=200)
    stocked = stocked_shop()
    page.clock.install()
    page.add_init_script(LOOKS)
    open_counter(page, stocked.shop)
    page.get_by_role("button", name="Scan with the camera").click()
    dialog = page.get_by_role("dialog", name="Scan with the camera")
    expect(dialog.locator("[data-heard]")).to_contain_text(
        "Added: Paracetamol 500 mg tablet, 1 strip"
    )
    for _slow_look in range(3):
        page.clock.fast_forward(5_000)
        looked_again(page)
    assert noted(page).count(GOOD) == 1, "a code that stays in sight counts once"
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("[data-basket] [data-line]")).to_contain_text(["1 strip"])
    assert page.evaluate("document.querySelector('video')") is None


@pytest.mark.rows("SAL-05", "CAT-07")
def test_a_gs1_datamatrix_before_the_camera_takes_the_batch_that_it_names(
    phone_with: PhoneWith,
) -> None:
    page = phone_with(gs1_modules([("01", "08991234567891"), ("10", "PCT2409A")]))
    stocked = stocked_shop()
    stock_up(stocked.shop, stocked.medicines["paracetamol"], 500, batch_number="OLDER", days=90)
    relay_once()
    open_counter(page, stocked.shop)
    page.get_by_role("button", name="Scan with the camera").click()
    dialog = page.get_by_role("dialog", name="Scan with the camera")
    expect(dialog.locator("[data-heard]")).to_contain_text("Paracetamol 500 mg tablet, 1 strip")
    dialog.get_by_role("button", name="Close").click()
    line = page.locator("[data-basket] [data-line]")
    expect(line).to_contain_text("PCT2409A")
    expect(line).not_to_contain_text("OLDER")


def test_a_camera_that_is_refused_says_what_to_do(phone_with: PhoneWith) -> None:
    page = phone_with([ean13_modules("8991234567891")], height=200, allowed=False)
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.get_by_role("button", name="Scan with the camera").click()
    expect(page.get_by_role("dialog")).to_contain_text("blocks the camera")


def test_a_device_without_a_camera_says_what_to_do(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    open_dialog(page, "F10")
    page.get_by_role("button", name="Scan with the camera").click()
    expect(page.get_by_role("dialog")).to_contain_text("This device has no camera.")
