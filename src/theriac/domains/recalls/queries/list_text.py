"""The text of a public list: CSV, XLSX or JSON, its columns found by their names."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.facts.records import record
from theriac.core.facts.types import Text60, Text80, Text200, Text250
from theriac.core.problems import Unprocessable
from theriac.core.tables.cells import text_of
from theriac.core.tables.heads import find_head
from theriac.core.tables.reader import open_table
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.recalls.queries.files import field_of

MOST_LINES = 20_000
LENGTHS = {"code": 60, "name": 200, "lot": 60, "reason": 250, "reference": 80}
_HOLDERS = ("results", "items", "data", "recalls", "entries")


@record
class ListedLine:
    """A line: a GTIN or a name, a lot (none: every lot), why, under which notice."""

    gtin: Text60 = ""
    name: Text200 = ""
    lot: Text60 = ""
    reason: Text250 = ""
    reference: Text80 = ""


def parse_list(content: bytes) -> list[ListedLine]:
    """The lines that name a product. Raises TableRefused, Unprocessable for what is no list."""
    text = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    told = _from_json(text) if text[:1] in (b"[", b"{") else _from_table(content)
    found = []
    for row in told:
        line = _line(row)
        if line.gtin or line.name:
            found.append(line)
        if len(found) > MOST_LINES:
            raise Unprocessable(_("The list is longer than is read. Split it."), field="file")
    if not found:
        raise Unprocessable(_("Nothing in the list names a product by GTIN or name."), field="file")
    return found


def _line(row: Mapping[str, str]) -> ListedLine:
    told = {name: _kept(row.get(name, ""))[:most] for name, most in LENGTHS.items()}
    return ListedLine(
        gtin=gtin14(told["code"]) or "",
        name=told["name"],
        lot=told["lot"],
        reason=told["reason"],
        reference=told["reference"],
    )


def _kept(text: str) -> str:
    """Without what no database keeps: NUL, and halves of a surrogate pair out of JSON."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode().strip()


def _from_json(text: bytes) -> Iterator[dict[str, str]]:
    try:
        read: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise Unprocessable(_("The list can't be read as JSON."), field="file") from None
    if isinstance(read, dict):
        read = next((read[name] for name in _HOLDERS if isinstance(read.get(name), list)), [])
    for one in read if isinstance(read, list) else []:
        if isinstance(one, dict):
            yield {
                field: str(value)
                for name, value in one.items()
                if (field := field_of(str(name))) and isinstance(value, str | int)
            }


def _from_table(content: bytes) -> Iterator[dict[str, str]]:
    rows = list(open_table(io.BytesIO(content)).rows())
    head = find_head(rows, lambda name: field_of(name) is not None)
    columns: dict[str, int] = {}
    for row in rows:
        if row.number == head:
            for place, cell in enumerate(row.cells):
                field = field_of(text_of(cell))
                if field:
                    columns.setdefault(field, place)
        elif row.number > head:
            yield {
                field: text_of(row.cells[place])
                for field, place in columns.items()
                if place < len(row.cells)
            }
