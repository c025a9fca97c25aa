"""The four ways in which a screen is looked at: wide or narrow, light or dark, in two languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.shop import Shop
from tests.support.turns import Turns
from theriac.domains.accounts.commands.people import set_preferences

if TYPE_CHECKING:
    from playwright.sync_api import Page

ID = re.compile(r"[^/=]*\d[^/=]*")


class Layout(NamedTuple):
    """A window's width in pixels, and what its person prefers."""

    width: int
    dark: bool
    language: str

    def __str__(self) -> str:
        return f"{self.width}-{'dark' if self.dark else 'light'}-{self.language}"


LAYOUTS = (
    Layout(1440, False, "en"),
    Layout(360, True, "id"),
    Layout(1440, True, "id"),
    Layout(360, False, "en"),
)
"""Any two that follow each other are a wide and a narrow one: so many are each screen's turn."""
A_GATE = 2


def owners_page(shop: Shop, new_page: Callable[..., Page], layout: Layout) -> Page:
    """A page in this layout; the owner, who prefers it so, is signed in."""
    theme = "dark" if layout.dark else "light"
    set_preferences(actor=shop.owner, language=layout.language, theme=theme)
    page = new_page(width=layout.width, height=844)
    be_signed_in(page)
    return page


def look_at_each(page: Page, layout: Layout, addresses: Iterable[str], on_turn: Turns) -> None:
    """Each screen whose turn it is answers in the language, fits its window and is accessible.

    A screen is named by its address without the ids, which differ from run to run. The rules of
    accessibility are asked in the first of its layouts whose turn it is, at night in each.
    """
    for address in addresses:
        taken = on_turn.some(ID.sub("", address), LAYOUTS, A_GATE)
        if layout not in taken:
            continue
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == layout.language, address
        assert_fits(page)
        if on_turn.is_long or layout == taken[0]:
            assert_accessible(page)
