"""A page has the name of the tab or menu entry that opens it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from tests.surfaces.backoffice.busy import busy_shop
from theriac.surfaces.backoffice.shell.navigation import declared

pytestmark = [pytest.mark.django_db, pytest.mark.rows("UX-14")]

ITS_OWN = {"backoffice:today", "counter:page"}
"""Today greets its reader; the counter is a screen of its own, without a title."""


def title_of(html: str) -> str:
    """What a page's first heading says."""
    heading = re.search(r"<h1\b[^>]*>(.*?)</h1>", html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", heading[1])).split()) if heading else ""


@pytest.mark.databases("sqlite")  # a title is the same on each
def test_a_page_is_called_as_the_tab_that_opens_it() -> None:
    """When this fails: give the page the word of its entry in navigation.py, or the entry its."""
    _shop, owner = busy_shop()
    with translation.override("en"):
        pages = {one.url_name: str(one.label) for one in declared().items}
    differing = {
        name: (title, label)
        for name, label in pages.items()
        if name not in ITS_OWN
        and (title := title_of(owner.get(reverse(name), follow=True).text)) != label
    }
    assert differing == {}
