"""Reads CSV and workbooks, whose first rows may be letterhead and whose headings are unknown."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from theriac_engine.extraction.grids import Cell, Column, Grid, GridRow, Sheet, Spot, TextLine
from theriac_engine.extraction.headings import LEAST_FIELDS, is_header, meaning
from theriac_engine.extraction.refusals import Unreadable
from theriac_engine.extraction.unknown_headings import header_above_articles

MOST_CELLS = 2_000_000
HEADER_WITHIN = 60
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "latin-1")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
DELIMITERS = ",;\t|"

Rows = Sequence[Sequence[str]]


def is_workbook(data: bytes) -> bool:
    """Whether it begins as XLSX, XLSB, ODS or XLS do."""
    return data.startswith(WORKBOOKS)


def read_csv(data: bytes) -> Sheet:
    """The table of a CSV file, whatever its encoding and delimiter. Raises Unreadable."""
    text = _decoded(data)
    delimiter = _delimiter(text)
    csv.field_size_limit(1 << 20)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise Unreadable("broken") from problem
    return sheet_of([("", rows)])


def _decoded(data: bytes) -> str:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("unknown_kind")
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("unknown_kind")


def _delimiter(text: str) -> str:
    """The one that splits most lines into the same number of parts, and more than one."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in DELIMITERS}

    def agreement(mark: str) -> tuple[int, int]:
        each = [count for count in counts[mark] if count]
        usual = max(set(each), key=lambda one: (each.count(one), one), default=0)
        return each.count(usual) if usual else 0, usual

    return max(DELIMITERS, key=agreement)


def read_workbook(data: bytes) -> Sheet:
    """The tables of a workbook's sheets. Raises Unreadable; needs the calamine reader."""
    try:
        import python_calamine  # noqa: PLC0415 (optional)
    except ImportError as problem:
        raise Unreadable("workbook") from problem
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(name, _texts(book.get_sheet_by_name(name))) for name in book.sheet_names]
    except python_calamine.PasswordError as problem:
        raise Unreadable("locked") from problem
    except (python_calamine.CalamineError, ValueError, OSError) as problem:
        raise Unreadable("broken") from problem
    return sheet_of(sheets)


def _texts(sheet: object) -> list[list[str]]:
    height, width = sheet.height, sheet.width  # type: ignore[attr-defined]
    if height * width > MOST_CELLS:
        raise Unreadable("too_large")
    rows = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]
    return [[text_of(value) for value in row] for row in rows]


def text_of(value: object) -> str:
    """A cell as the sheet shows it: numbers in 15 digits and without an exponent, dates as ISO."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return format(Decimal(format(value, ".15g")), "f")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def sheet_of(sheets: Sequence[tuple[str, Rows]]) -> Sheet:
    """The table below each row of headings, and the lines around."""
    found = Sheet([], [])
    for number, (_name, rows) in enumerate(sheets, 1):
        at = _header(rows)
        for row in range(len(rows) if at is None else at):
            _say(number, row, rows[row], found)
        if at is not None:
            found.grids.append(_grid(number, at, rows))
    return found


def _header(rows: Rows) -> int | None:
    """The row of headings: that with most known ones, or else one that stands over articles."""
    best, most = None, LEAST_FIELDS - 1
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        fields = {meaning(text)[0] for text in row if text.strip()} - {""}
        if is_header(fields) and len(fields) > most:
            best, most = number, len(fields)
    for number, row in enumerate(rows[:HEADER_WITHIN] if best is None else ()):
        filled = [text for text in row if text.strip()]
        if len(filled) <= 3 and {"product", "price"} <= {meaning(text)[0] for text in filled}:
            return number
    return header_above_articles(rows) if best is None else best


def _grid(number: int, at: int, rows: Rows) -> Grid:
    columns: list[Column] = []
    for text in rows[at]:
        field, likeness = meaning(text)
        taken = any(one.field == field for one in columns)
        columns.append(Column(text, "" if taken else field, 0.0 if taken else likeness, field))
    return Grid(columns, list(_rows(number, at, rows, len(columns))))


def _rows(number: int, at: int, rows: Rows, width: int) -> Iterator[GridRow]:
    for row in range(at + 1, len(rows)):
        cells = {
            column: Cell(text.strip(), Spot(number, row=row + 1, column=column + 1))
            for column, text in enumerate(rows[row][:width])
            if text.strip()
        }
        if cells:
            yield GridRow(cells, Spot(number, row=row + 1))


def _say(number: int, row: int, texts: Sequence[str], found: Sheet) -> None:
    said = "   ".join(text.strip() for text in texts if text.strip())
    if said:
        found.around.append(TextLine(said, Spot(number, row=row + 1)))
