"""The text of a public list: CSV, XLSX or JSON, its columns found by their names.

openFDA's enforcement reports and the lists of CDSCO and BPOM are known by their own columns. What a
line says of lots and expiry is taken apart; what isn't understood is told line by line.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.facts.records import record
from theriac.core.facts.types import Text20, Text60, Text80, Text200, Text250
from theriac.core.problems import Unprocessable
from theriac.core.tables.cells import text_of
from theriac.core.tables.heads import find_head
from theriac.core.tables.reader import open_table
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.recalls.listed_lots import ListedLot, read_expiry, read_lots
from theriac.domains.recalls.queries.files import field_of

MOST_LINES = 20_000
LENGTHS = {"code": 60, "name": 200, "lot": 60, "reason": 250, "reference": 80, "expires": 20}
_LONGEST_CELL = 20_000
_HOLDERS = ("results", "items", "data", "recalls", "entries")
_DESCRIBED = re.compile(r"[,;(\n]|\bRx only\b|\bNDC\b", re.IGNORECASE)


@record
class ListedLine:
    """A line: a GTIN or a name, a lot (none: every lot), its expiry, why, under which notice."""

    gtin: Text60 = ""
    name: Text200 = ""
    lot: Text60 = ""
    reason: Text250 = ""
    reference: Text80 = ""
    expires: Text20 = ""


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """What of a line isn't understood. ``why``: shape, product, code, lot, expiry or no_lot.

    ``no_lot``: it names a product by name alone and no lot, so that nothing can be looked for.
    """

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """The lines that name a product, and what isn't understood."""

    lines: list[ListedLine]
    unread: list[UnreadLine]


@dataclass(frozen=True, slots=True)
class _Told:
    """A line's cells by what they hold; ``order`` is that of day and month in its dates."""

    number: int
    cells: Mapping[str, str]
    order: str
    names: Sequence[str] = ()


def parse_list(content: bytes) -> ReadList:
    """The lines that name a product. Raises TableRefused, Unprocessable for what is no list."""
    text = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    unread: list[UnreadLine] = []
    told = _from_json(text, unread) if text[:1] in (b"[", b"{") else _from_table(content)
    found: list[ListedLine] = []
    for row in told:
        found += _lines(row, unread)
        if len(found) > MOST_LINES:
            raise Unprocessable(_("The list is too long. Split it."), field="file")
    if not found:
        raise Unprocessable(_("No line of the list gives a GTIN or product name."), field="file")
    return ReadList(found, unread)


def vague_lines(lines: Sequence[ListedLine]) -> list[UnreadLine]:
    """The lines by which nothing can be looked for: without a GTIN and without a lot."""
    return [
        UnreadLine(0, line.name or line.gtin, "no_lot" if line.name else "code")
        for line in lines
        if not gtin14(line.gtin) and not (line.name and line.lot)
    ]


def _lines(row: _Told, unread: list[UnreadLine]) -> list[ListedLine]:
    """A line for each of its lots and names; what isn't understood is added to ``unread``."""
    told = {name: _kept(row.cells.get(name, "")) for name in (*LENGTHS, "more_lots", "grade")}
    whole = " \u00b7 ".join(text for text in told.values() if text)[:200]
    gtin = gtin14(told["code"]) or ""
    names = [name[:200] for name in (*row.names, _product_of(told["name"])) if name]
    if told["code"] and not gtin:
        unread.append(UnreadLine(row.number, told["code"][:120], "code"))
    if not gtin and not names:
        if whole and not told["code"]:
            unread.append(UnreadLine(row.number, whole, "product"))
        return []
    lots = _lots(row, told, unread)
    reason = " \u00b7 ".join(text for text in (told["grade"], told["reason"]) if text)[:250]
    return [
        ListedLine(
            gtin=gtin,
            name=name,
            lot=lot.number[:60],
            reason=reason,
            reference=told["reference"][:80],
            expires=lot.expires,
        )
        for name in (list(dict.fromkeys(names)) or [""])
        for lot in lots
    ]


def _lots(row: _Told, told: Mapping[str, str], unread: list[UnreadLine]) -> Sequence[ListedLot]:
    """The line's lots with their expiry; one of every lot where none is told."""
    read = read_lots("; ".join(filter(None, (told["lot"], told["more_lots"]))), row.order)
    unread += [UnreadLine(row.number, text, "lot") for text in read.unread]
    expires = read_expiry(told["expires"], row.order)
    if expires is None:
        unread.append(UnreadLine(row.number, told["expires"][:120], "expiry"))
    lots = [ListedLot(one.number, one.expires or expires or "") for one in read.lots]
    return lots or [ListedLot("", expires or "")]


def _product_of(text: str) -> str:
    """The product of a description: what stands before its pack, its maker and its codes."""
    return _DESCRIBED.split(text, maxsplit=1)[0].strip() or text


def _kept(text: str) -> str:
    """Without what no database keeps: NUL, and halves of a surrogate pair out of JSON."""
    cut = text[:_LONGEST_CELL]
    return cut.replace("\0", "").replace("\1", "").encode("utf-8", "ignore").decode().strip()


def _from_json(text: bytes, unread: list[UnreadLine]) -> Iterator[_Told]:
    try:
        read: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise Unprocessable(_("The list is not valid JSON."), field="file") from None
    if isinstance(read, dict):
        read = next((read[name] for name in _HOLDERS if isinstance(read.get(name), list)), [])
    for number, one in enumerate(read if isinstance(read, list) else [], start=1):
        if not isinstance(one, dict):
            unread.append(UnreadLine(number, _kept(str(one))[:120], "shape"))
            continue
        cells: dict[str, str] = {}
        for name, value in one.items():
            field = field_of(str(name))
            if field and isinstance(value, str | int) and str(value).strip():
                cells.setdefault(field, str(value))
        yield _Told(number, cells, _order_of(one), _own_names(one.get("openfda")))


def _own_names(described: Any) -> list[str]:
    """The brand's name that openFDA puts beside a description."""
    values = described.get("brand_name") if isinstance(described, dict) else None
    return [_kept(str(one)) for one in (values if isinstance(values, list) else [])[:1]]


def _order_of(names: Any) -> str:
    """Month first in openFDA's own columns; day first in all others."""
    folded = {str(name).strip().casefold().replace(" ", "_") for name in names}
    return "mdy" if {"product_description", "code_info"} <= folded else "dmy"


def _from_table(content: bytes) -> Iterator[_Told]:
    rows = list(open_table(io.BytesIO(content)).rows())
    head = find_head(rows, lambda name: field_of(name) is not None)
    columns: dict[str, int] = {}
    order = "dmy"
    for row in rows:
        if row.number == head:
            order = _order_of([text_of(cell) for cell in row.cells])
            for place, cell in enumerate(row.cells):
                field = field_of(text_of(cell))
                if field:
                    columns.setdefault(field, place)
        elif row.number > head:
            cells = {
                field: text_of(row.cells[place])
                for field, place in columns.items()
                if place < len(row.cells)
            }
            yield _Told(row.number, cells, order)
