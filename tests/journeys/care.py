"""What the journeys of care share: the counter, the people in the back office, and their steps."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.counter import to_search
from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.browser import NewPage
from theriac.core.actor import Actor
from theriac.domains.accounts.commands.people import set_preferences

PHONE = {"width": 390, "height": 844}


def desk_of(new_page: NewPage, person: Actor, *, language: str = "en", phone: bool = False) -> Page:
    """The back office on a device of their own, in their language."""
    set_preferences(actor=person, language=language)
    page = new_page(**(PHONE if phone else {}), locale=language)
    be_signed_in(page, person.name.lower())
    return page


def looked_over(page: Page) -> None:
    """The screen fits and stands in nobody's way."""
    assert_fits(page)
    assert_accessible(page)


def press(page: Page, *names: str) -> None:
    """Press buttons of the page one after another, each by its whole name."""
    for name in names:
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def take_ready(page: Page, code: str) -> None:
    """Take a ready prescription into the basket by its code."""
    page.keyboard.press("Shift+F4")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("[data-ready-list]")).to_be_visible()
    dialog.locator("#ready").fill(code)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    to_search(page)


def a_photo() -> bytes:
    """A photo with the camera's marks in it."""
    content = io.BytesIO()
    image = Image.new("RGB", (60, 80), "teal")
    exif = image.getexif()
    exif[0x010F] = "CameraOfSiti"
    image.save(content, "JPEG", exif=exif)
    return content.getvalue()


def id_in(page: Page) -> str:
    """The id that the page's address ends with."""
    found = re.search(r"([0-9a-f-]{36})/(?:\?.*)?$", page.url)
    assert found, page.url
    return found[1]
