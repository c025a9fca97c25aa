"""What a column holds by the look of its cells, where its heading doesn't say or says otherwise.

A heading that its cells belie is doubted. A look alone makes a field sure only where nothing else
looks so: numbers of rows that count on, and codes with a right check digit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from theriac_engine.extraction import values
from theriac_engine.extraction.grids import Column, Grid

ROWS = 60
ONE_WORD = frozenset({"unit", "code", "batch", "gtin", "manufacturer"})
"""What is one word in most lists."""
MOST = 0.8
SURE, DOUBTED, GUESSED = 0.95, 0.85, 0.7
FEWEST = 3
GTINS = (8, 12, 13, 14)
WHOLE = 100
MOST_TAX = 40
UNITS = frozenset(
    "amp ampul bag biji blister bks botol box bt btl bungkus can cap caps carton crt ctn doos dos "
    "dus dz fls fl galon jar kapsul kg kit klg kotak lbr lembar lusin nos pack pail pak pc pcs pck "
    "pot roll sach sachet set stp str strip supp tab tablet tbg toples tube tub unit vial "
    "zak".split()
)
_PACK = re.compile(
    r"(?i)\d+\s*(?:x|/)\s*\d+|\b(?:box|dus|strip|btl|tab|ml|gr?|kg|mg|s|isi)\b.*\d|"
    r"\d+ ?(?:ml|gr?|kg|tab|s)\b"
)
_CODE = re.compile(r"^(?=\S*\d)[A-Za-z0-9][A-Za-z0-9./-]{2,19}$")


def _is_number(text: str) -> bool:
    return values.number(text.rstrip("%").strip()) is not None or text.strip() in ("-", "–")


def _is_date(text: str) -> bool:
    return values.date(text, is_expiry=True) is not None


def is_gtin(text: str) -> bool:
    """Whether these are the digits of a GTIN with the right check digit."""
    if len(text) not in GTINS or not (text.isascii() and text.isdigit()):
        return False
    weighed = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(reversed(text)))
    return weighed % 10 == 0 and text.strip("0") != ""


def _is_unit(text: str) -> bool:
    return text.casefold().strip(". ") in UNITS


def _is_bonus(text: str) -> bool:
    return values.bonus(text) is not None and "%" not in text


def _has_words(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= 2


def _is_ordinal(text: str) -> bool:
    return text.rstrip(".)").isdigit()


def _is_pack(text: str) -> bool:
    return bool(_PACK.search(text))


def _is_code(text: str) -> bool:
    return bool(_CODE.match(text)) and not _is_date(text)


def _share(texts: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(map(looks, texts)) / len(texts) if texts else 0.0


EXPECTED: Sequence[tuple[frozenset[str], Callable[[str], bool]]] = (
    (
        frozenset(
            "price price_with_tax price_after_discount discount_amount tax_amount amount mrp "
            "tax_percent".split()
        ),
        _is_number,
    ),
    (frozenset({"expires_on"}), _is_date),
    (frozenset({"gtin"}), is_gtin),
    (frozenset({"ordinal"}), _is_ordinal),
    (frozenset({"product", "manufacturer", "content"}), _has_words),
)
"""How most cells of a field look."""


def compare(grid: Grid) -> None:
    """Doubt headings that their cells belie, and guess columns whose heading nobody knows."""
    _name_products(grid)
    for number, column in enumerate(grid.columns):
        texts = [one.strip() for one in grid.texts(number)[:ROWS] if one.strip()]
        if len(texts) < FEWEST:
            continue
        if column.field:
            _check(grid, column, texts)
        else:
            _guess(grid, column, texts)
    if grid.of("product") is None:
        _name_notes(grid)
    _doubt_odd(grid)
    if any(cell.confidence < 1 for row in grid.rows for cell in row.cells.values()):
        _doubt_lost(grid)


def _doubt_lost(grid: Grid) -> None:
    """Doubt rows of a scan that lack what nearly all have, and units that are none."""
    for number, column in enumerate(grid.columns):
        usual = len(grid.texts(number)) >= MOST * len(grid.rows)
        for row in grid.rows:
            cell = row.cells.get(number)
            strange = cell is not None and column.field == "unit" and not _is_unit(cell.text)
            if strange or (usual and cell is None):
                row.confidence = min(row.confidence, DOUBTED)


def _doubt_odd(grid: Grid) -> None:
    """Doubt a cell of more words than the others of its column: one may be its neighbour's."""
    for number, column in enumerate(grid.columns):
        cells = [(row, row.cells[number]) for row in grid.rows if number in row.cells]
        odd = [(row, cell) for row, cell in cells if " " in cell.text.strip()]
        if column.field in ONE_WORD and 0 < len(odd) <= (1 - MOST) * len(cells):
            for row, cell in odd:
                row.cells[number] = replace(cell, confidence=min(cell.confidence, DOUBTED))


def _name_products(grid: Grid) -> None:
    """Of columns that claim the product's name, the one with the longest words has it."""
    claimed = [number for number, one in enumerate(grid.columns) if one.claimed == "product"]
    if len(claimed) < 2:
        return
    best = max(claimed, key=lambda number: sum(map(len, grid.texts(number)[:ROWS])))
    if grid.columns[best].field != "product":
        for number in claimed:
            grid.columns[number].field, grid.columns[number].likeness = "", 0.0
        grid.columns[best].field, grid.columns[best].likeness = "product", DOUBTED


def _name_notes(grid: Grid) -> None:
    """Where no heading names the product, the longest words of another column may be its name."""
    maybe = [n for n, one in enumerate(grid.columns) if one.field in ("note", "code")]
    texts = {number: grid.texts(number)[:ROWS] for number in maybe}
    long = [number for number, each in texts.items() if _share(each, _is_long) >= MOST]
    if long:
        best = max(long, key=lambda number: sum(map(len, texts[number])))
        grid.columns[best].field, grid.columns[best].likeness = "product", GUESSED


def _check(grid: Grid, column: Column, texts: Sequence[str]) -> None:
    for fields, looks in EXPECTED:
        if column.field in fields and _share(texts, looks) < MOST:
            column.likeness = min(column.likeness, DOUBTED)
    if column.field == "quantity" and _share(texts, _is_counted) < MOST:
        column.likeness = min(column.likeness, DOUBTED)
        if _share(texts, _is_unit) > MOST and grid.of("unit") is None:
            column.field = "unit"
    elif column.field in ("batch", "code", "unit") and _share(texts, _is_date) > MOST:
        column.likeness = min(column.likeness, DOUBTED)
    elif column.field in ("discount_percent", "tax_percent"):
        _check_percent(column, texts)


def _is_counted(text: str) -> bool:
    return text[:1].isdigit() and (_is_number(text) or _has_words(text))


def _check_percent(column: Column, texts: Sequence[str]) -> None:
    """What is no percentage, because it is too much, is an amount of money."""
    found = [values.number(text) for text in texts if "%" not in text and "+" not in text]
    most = WHOLE if column.field == "discount_percent" else MOST_TAX
    if any(Decimal(one) > most for one in found if one):
        column.field = column.field.replace("percent", "amount")
        column.likeness = min(column.likeness, DOUBTED)


def _guess(grid: Grid, column: Column, texts: Sequence[str]) -> None:
    if _counts_on(texts):
        column.field, column.likeness = "ordinal", SURE
        return
    is_number = _share(texts, _is_number) >= MOST and _share(texts, is_gtin) < MOST
    for field, looks, sure in () if is_number else GUESSES:
        if _share(texts, looks) >= MOST and grid.of(field) is None:
            column.field, column.likeness = field, sure
            return


def _counts_on(texts: Sequence[str]) -> bool:
    return all(text.rstrip(".)") == str(number) for number, text in enumerate(texts, 1))


def _is_long(text: str) -> bool:
    return _has_words(text) and len(text) >= 8


GUESSES: Sequence[tuple[str, Callable[[str], bool], float]] = (
    ("gtin", is_gtin, SURE),
    ("bonus", _is_bonus, DOUBTED),
    ("unit", _is_unit, DOUBTED),
    ("expires_on", _is_date, DOUBTED),
    ("product", _is_long, GUESSED),
    ("pack", _is_pack, GUESSED),
    ("code", _is_code, GUESSED),
    ("batch", _is_code, GUESSED),
    ("manufacturer", _has_words, GUESSED),
)
