"""The head of every screen: at most one filled and two plain buttons, the rest under More."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from tests.support.turns import Turns
from tests.surfaces.backoffice.busy import busy_shop, screens
from tests.surfaces.backoffice.shell.markup.test_heads import button, menu, row

pytestmark = [pytest.mark.django_db, pytest.mark.rows("UX-11")]
FULL = frozenset(
    f"{one}_detail" for one in ("product", "patient", "order", "receipt", "recall", "supplier")
)
"""Some heads that hold so much that the rest stands under More: asked always."""
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


class HeadReader(HTMLParser):
    """Counts the buttons in a page's head, those in menus aside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self.filled = 0
        self.plain = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs).get("class") or ""
        within = " ".join(self._open).split()
        if "t-page-head" in within and "t-menu-panel" not in within and "btn" in names.split():
            if "btn-primary" in names:
                self.filled += 1
            elif "t-head-more" not in within:
                self.plain += 1
        if tag not in VOID:
            self._open.append(names)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()


def test_the_count_sees_each_button() -> None:
    head = '<div class="t-page-head">{}</div>'
    parts = (menu("file"), button("a"), button("b"), button("c", "primary"))
    read = HeadReader(head.format(row(*parts)) + button("below"))
    assert (read.filled, read.plain) == (1, 3)


@pytest.mark.databases("sqlite")  # a head is the same on each
def test_no_head_has_more_than_one_filled_and_two_plain_buttons(on_turn: Turns) -> None:
    shop, owner = busy_shop()
    too_many = {}
    full = 0
    for name, address in screens(shop).items():
        if name not in FULL and not on_turn(name):
            continue
        answer = owner.get(address)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        read = HeadReader(answer.text)
        full += "t-head-more" in answer.text
        if read.filled > 1 or read.plain > 2:
            too_many[name] = (read.filled, read.plain)
    assert too_many == {}
    assert full > 5
