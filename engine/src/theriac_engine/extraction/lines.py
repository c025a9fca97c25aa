"""From the rows of a table to articles: which rows are some, and what each cell says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from theriac_engine.extraction import values
from theriac_engine.extraction.cells import belied, looks, sums
from theriac_engine.extraction.documents import CERTAIN, Reading, ReadLine
from theriac_engine.extraction.grids import Cell, Column, Grid, GridRow, TextLine
from theriac_engine.extraction.headings import compact
from theriac_engine.extraction.heads import CHARGE, ROUNDING

TEXTS = frozenset("product code gtin manufacturer content pack unit batch".split())
MONEY = frozenset(
    "price price_with_tax price_after_discount discount_amount tax_amount amount mrp".split()
)
COUNTS = frozenset("quantity stock minimum".split())
PERCENTS = frozenset("discount_percent tax_percent".split())
DATES = frozenset("expires_on valid_until".split())
FIGURES = MONEY | COUNTS
LEFT_OUT = frozenset("ordinal note hsn".split())
OPTIONAL = LEFT_OUT | frozenset("bonus stock valid_until discount_percent discount_amount".split())
"""Columns that may be empty on a whole page."""
SUREST = 0.99
UNREADABLE = 0.3
OVERLOOKED = 0.85
COUNT_ON = 0.8

TOTAL = re.compile(
    r"(?i)^\W*(?:(?:grand|sub|g\.?)[ -]?)?(?:total|jumlah|subtotal|jml)\b(?!\s*(?:vit|care))[^a-z]*"
    r"(?:(?:harga|item|items|rp|tagihan|bayar|faktur|netto|qty|amount|barang|halaman|page|akhir|"
    r"invoice|payable|value|diskon|ppn|tax|discount|dpp)\b[^a-z]*)*$|"
    r"^\W*(?:dpp|ppn|pajak|tax|gst|cgst|sgst|igst|vat|potongan|diskon|discount|netto|net amount|"
    r"dipindahkan|pindahan|carried forward|brought forward)\b.{0,16}$|"
    rf"^\W*(?:{CHARGE}|{ROUNDING}).{{0,16}}$"
)
_COUNT = re.compile(r"^[<>±~]?\s*([\d.,']+)\s*([A-Za-z]{1,10})?\.?$")
_NUMBERED = re.compile(r"^(\d{1,4})[.)]? +(\S.*)$")
_PER = re.compile(r"^(.*\d(?:,-)?)\s*(?:/|per)\s*@?\s*([A-Za-z]{2,10})\.?$")
_BATCH_AND_EXPIRY = re.compile(
    r"^(\S.*?)\s*(?:[/|;]\s+|\s+(?:ed|exp)?[.:]?\s*|/(?=\d{1,2}[-/.]\d))"
    r"(\S*\d{1,2}[-/. ]?\d{2,4}|[A-Za-z]{3}[-/. ]?\d{2,4}|\d{1,2}[-/ ][A-Za-z]{3,9}[-/ ]\d{2,4})$"
)


def lines_of(grid: Grid) -> tuple[list[ReadLine], list[TextLine]]:
    """The articles of a table, and its other rows, such as totals, as lines of text."""
    _learn(grid)
    found: list[ReadLine] = []
    others: list[TextLine] = []
    usual = OVERLOOKED if _overlooks(grid) else 1.0
    for row in grid.rows:
        line = _line(grid, row)
        if line is not None:
            most = min(usual, OVERLOOKED) if _lacks_its_number(grid, row) else usual
            line.fields = {name: one.doubted(most) for name, one in line.fields.items()}
            found.append(line)
        elif not _repeats(grid, row):
            text = "   ".join(row.cells[number].text for number in sorted(row.cells))
            others.append(TextLine(text, row.spot, row.confidence))
    return found, others


def _learn(grid: Grid) -> None:
    """What only a whole column tells: its decimal mark, the order of its dates."""
    if grid.of("product") is None:
        stand_in = grid.of("content")
        if stand_in is not None:
            grid.columns[stand_in].field = "product"
    _take_numbers_out(grid)
    belied.correct(grid)
    looks.compare(grid)
    sums.weigh(grid)
    for number, column in enumerate(grid.columns):
        if column.field in FIGURES | PERCENTS:
            column.mark = values.decimal_mark(grid.texts(number))
            column.is_whole = values.are_whole(grid.texts(number))
        elif column.field in DATES:
            column.month_first = values.is_month_first(grid.texts(number))


def _take_numbers_out(grid: Grid) -> None:
    """Rows' own numbers, which count on from row to row, are no part of the codes beside them."""
    at = grid.of("code")
    if at is None or grid.of("ordinal") is not None:
        return
    found = [(row, _NUMBERED.match(row.cells[at].text)) for row in grid.rows if at in row.cells]
    begun = Counter(int(one[1]) - place for place, (_, one) in enumerate(found) if one)
    first, counts = begun.most_common(1)[0] if begun else (0, 0)
    if counts < max(3, COUNT_ON * len(found)):
        return
    for number, (row, one) in enumerate(found, first):
        rest = one[2] if one else row.cells[at].text.removeprefix(str(number)) or str(number)
        row.cells[at] = replace(row.cells[at], text=rest)


def _overlooks(grid: Grid) -> bool:
    """Whether a column isn't understood, or one of a page seems to stand in another's place.

    What it says may tell what a price means. A column that is left out by a guess, since its
    heading seems to say that it numbers rows or notes something, may be a field as well.
    """
    is_paper = any(row.spot.box is not None for row in grid.rows)
    return any(
        len(grid.texts(number)) * 4 > len(grid.rows)
        if not column.field or (column.field in LEFT_OUT and column.likeness < CERTAIN)
        else is_paper
        and column.field not in OPTIONAL
        and len(grid.texts(number)) * 2 < len(grid.rows)
        for number, column in enumerate(grid.columns)
    )


def _lacks_its_number(grid: Grid, row: GridRow) -> bool:
    """Whether the number of a row isn't in its column, but seems to stand in the next one."""
    at = grid.of("ordinal")
    after = row.cells.get(at + 1) if at is not None and at not in row.cells else None
    return after is not None and bool(_NUMBERED.match(after.text))


def _repeats(grid: Grid, row: GridRow) -> bool:
    """Whether a row is the headings again."""
    same = [
        compact(cell.text) == compact(grid.columns[number].heading)
        for number, cell in row.cells.items()
    ]
    return sum(same) * 2 > len(same)


def _line(grid: Grid, row: GridRow) -> ReadLine | None:
    """The row as an article, or None where it is none."""
    fields: dict[str, Reading] = {}
    for number, cell in sorted(row.cells.items()):
        column = grid.columns[number]
        if column.field and column.field not in LEFT_OUT:
            fields.update(_readings(column, cell, row.confidence, fields))
    line = ReadLine(fields, row.spot)
    name = line.value("product") or line.value("code")
    is_bare = len(row.cells) <= max(2, len(grid.columns) / 2)
    is_total = is_bare and any(TOTAL.match(cell.text) for cell in row.cells.values())
    if name is None or is_total or not _has_figure(grid, row, fields) or _repeats(grid, row):
        return None
    if "product" not in fields or not any(
        letter.isalpha() for letter in line.value("product") or ""
    ):
        return None
    return line


def _has_figure(grid: Grid, row: GridRow, fields: dict[str, Reading]) -> bool:
    """Whether it tells a figure, be it in a column that nobody understood."""
    return any(one.value for field, one in fields.items() if field in FIGURES) or any(
        values.number(cell.text) is not None
        for number, cell in row.cells.items()
        if not grid.columns[number].field
    )


def _readings(
    column: Column, cell: Cell, confidence: float, others: dict[str, Reading]
) -> dict[str, Reading]:
    sure = SUREST * cell.confidence * confidence * column.likeness
    for names, read in _READERS:
        if column.field in names:
            return read(column, cell, sure)
    return _SPECIAL[column.field](column, cell, sure, others)


def _text(column: Column, cell: Cell, sure: float) -> dict[str, Reading]:
    text = cell.text.strip()
    empty = text in ("-", "–", "")
    return {} if empty else {column.field: Reading(text, cell.text, sure, cell.spot)}


def _money(column: Column, cell: Cell, sure: float) -> dict[str, Reading]:
    text, found = cell.text, {}
    per = _PER.match(text)
    if per:
        text = per[1]
        found["unit"] = Reading(per[2], cell.text, sure, cell.spot)
    value = values.number(text)
    if value is None and text.strip() in ("-", "–"):
        return {}
    is_mixed = cell.confidence < 1 and "," in text and "." in text
    if is_mixed and column.is_whole:  # recognition took a comma for a point
        value = values.grouped(text) or value
    if not values.agrees(text, column.mark) or (is_mixed and column.is_whole):
        sure = min(sure, 0.6)
    return {column.field: _reading(value, cell, sure), **found}


def _count(column: Column, cell: Cell, sure: float) -> dict[str, Reading]:
    found = _COUNT.match(cell.text.strip())
    value = values.number(found[1]) if found else None
    if found and found[2] and value:
        unit = {"unit": Reading(found[2], cell.text, sure, cell.spot)}
        return {column.field: _reading(value, cell, sure), **unit}
    if value is None:
        is_word = column.field == "stock" and not any(letter.isdigit() for letter in cell.text)
        if cell.text.strip() in ("-", "–"):
            return {}
        return {column.field: Reading(None, cell.text, sure if is_word else UNREADABLE, cell.spot)}
    return {column.field: _reading(value, cell, sure)}


def _percent(column: Column, cell: Cell, sure: float) -> dict[str, Reading]:
    free = values.bonus(cell.text) if "%" not in cell.text else None
    if column.field == "discount_percent" and free and _is_scheme(free):
        return {"bonus": Reading(free, cell.text, sure, cell.spot)}
    value = values.percent(cell.text)
    if value is None and cell.text.strip() in ("-", "–"):
        return {}
    return {column.field: _reading(value, cell, sure)}


def _is_scheme(free: str) -> bool:
    bought, given = (int(part) for part in free.split("+"))
    return given <= 3 and bought >= 2 * given and bought != 5


def _date(column: Column, cell: Cell, sure: float) -> dict[str, Reading]:
    if cell.text.strip() in ("-", "–"):
        return {}
    value = values.date(
        cell.text, is_expiry=column.field == "expires_on", month_first=column.month_first
    )
    return {column.field: _reading(value, cell, sure)}


def _bonus(
    column: Column, cell: Cell, sure: float, others: dict[str, Reading]
) -> dict[str, Reading]:
    value = values.bonus(cell.text)
    if value is None:
        free = values.number(cell.text)
        bought = others["quantity"].value if "quantity" in others else None
        if free == "0" or cell.text.strip() in ("-", "–"):
            return {}
        value = f"{bought}+{free}" if free and free.isdigit() and bought else None
        if free is None and "%" in cell.text and "discount_percent" not in others:
            return {"discount_percent": _reading(values.percent(cell.text), cell, sure)}
    return {"bonus": _reading(value, cell, sure)}


def _batch_and_expiry(
    column: Column, cell: Cell, sure: float, others: dict[str, Reading]
) -> dict[str, Reading]:
    found = _BATCH_AND_EXPIRY.match(cell.text.strip())
    if not found:
        return {"batch": Reading(cell.text.strip(), cell.text, UNREADABLE, cell.spot)}
    return {
        "batch": Reading(found[1].strip(" /"), cell.text, sure, cell.spot),
        "expires_on": _reading(values.date(found[2], is_expiry=True), cell, sure),
    }


def _reading(value: str | None, cell: Cell, sure: float) -> Reading:
    return Reading(value, cell.text, sure if value is not None else UNREADABLE, cell.spot)


_READERS: Sequence[tuple[frozenset[str], Callable[[Column, Cell, float], dict[str, Reading]]]] = (
    (TEXTS, _text),
    (MONEY, _money),
    (COUNTS, _count),
    (PERCENTS, _percent),
    (DATES, _date),
)
_SPECIAL = {"bonus": _bonus, "batch_and_expiry": _batch_and_expiry}
