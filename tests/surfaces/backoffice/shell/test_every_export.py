"""Each list goes out as CSV and XLSX, whatever its columns are."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, reverse
from python_calamine import CalamineWorkbook

from tests.surfaces.backoffice.busy import busy_shop
from theriac.surfaces.backoffice.shell.lists import ListScreen

STAYS: dict[str, str] = {}
"""Lists that go out as no file, by the name of their address, each with the reason."""


def list_screens() -> Iterator[tuple[URLPattern, type[ListScreen]]]:
    """Each list with its address."""
    for pattern in get_resolver("theriac.surfaces.backoffice.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        screen = getattr(pattern.callback, "view_class", None)
        if isinstance(screen, type) and issubclass(screen, ListScreen):
            yield pattern, screen


def lists() -> Iterator[str]:
    """The addresses of the lists that name no thing."""
    for pattern, screen in list_screens():
        if screen.exports and not pattern.pattern.converters:
            yield reverse(f"backoffice:{pattern.name}")


@pytest.mark.rows("CAT-14")
def test_every_list_has_a_file() -> None:
    without = {pattern.name for pattern, screen in list_screens() if not screen.exports}
    assert without == set(STAYS)


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.django_db
def test_every_list_goes_out_in_both_forms() -> None:
    _shop, owner = busy_shop()
    addresses = sorted(lists())
    assert len(addresses) > 40
    filled = 0
    for address in addresses:
        csv = owner.get(address, {"export": "csv"})
        book = owner.get(address, {"export": "xlsx"})
        assert (csv.status_code, book.status_code) == (200, 200), address
        lines = content_of(csv).decode("utf-8-sig").splitlines()
        rows = CalamineWorkbook.from_filelike(BytesIO(content_of(book))).get_sheet_by_index(0)
        assert len(rows.to_python()) <= len(lines), address
        filled += len(lines) > 1
    assert filled > len(addresses) // 2
