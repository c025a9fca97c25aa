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


def lists() -> Iterator[str]:
    """The addresses of the lists that name no thing."""
    for pattern in get_resolver("theriac.surfaces.backoffice.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        screen = getattr(pattern.callback, "view_class", None)
        is_list = isinstance(screen, type) and issubclass(screen, ListScreen) and screen.exports
        if is_list and not pattern.pattern.converters:
            yield reverse(f"backoffice:{pattern.name}")


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.django_db
def test_every_list_goes_out_in_both_forms() -> None:
    _shop, owner = busy_shop()
    addresses = sorted(lists())
    assert len(addresses) > 20
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
