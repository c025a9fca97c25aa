"""Days in fields: shown as on every screen, read as people type them, refused in words."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.rows("UX-14")
SALES = "/sales/"


def field_of(page: str, name: str) -> tuple[str, str]:
    """What the line shows, and the day of the browser's own field beside it."""
    found = re.search(
        rf'<input type="text" name="{name}" value="([^"]*)"'
        r'.*?<input type="date"[^>]*value="([^"]*)"',
        page,
        re.DOTALL,
    )
    assert found is not None
    return found[1], found[2]


@pytest.mark.parametrize("typed", ["2026-11-20", "20/11/2026", "20 nov 2026", "20.11.26"])
def test_a_filter_takes_a_day_as_it_is_typed_and_shows_it_as_everywhere(
    owner: Client, typed: str
) -> None:
    page = owner.get(SALES, {"since": typed})
    assert field_of(page.text, "since") == ("20 Nov 2026", "2026-11-20")
    assert "From date: 20 Nov 2026" in " ".join(page.text.split())
    assert page.context["screen"].filterset.form.cleaned_data["since"].isoformat() == "2026-11-20"


def test_a_day_is_written_in_the_readers_language(owner: Client) -> None:
    owner.cookies["django_language"] = "id"
    assert field_of(owner.get(SALES, {"since": "2026-08-20"}).text, "since")[0] == "20 Agu 2026"


def test_what_names_no_day_stays_and_is_told(owner: Client) -> None:
    page = owner.get(SALES, {"since": "31/02/2026"})
    assert field_of(page.text, "since") == ("31/02/2026", "")
    assert "This date isn’t valid. Enter it like 20/11/2026." in page.text
