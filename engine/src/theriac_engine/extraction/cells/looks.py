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
from theriac_engine.extraction.headings import UNSURE

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


def is_number(text: str) -> bool:
    """Whether it is a figure, a percentage, or the dash that stands for none."""
    return values.number(text.rstrip("%").strip()) is not None or text.strip() in ("-", "–")


def is_date(text: str) -> bool:
    """Whether it is a day, or a month as expiries are."""
    return values.date(text, is_expiry=True) is not None


def is_gtin(text: str) -> bool:
    """Whether these are the digits of a GTIN with the right check digit."""
    if len(text) not in GTINS or not (text.isascii() and text.isdigit()):
        return False
    weighed = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(reversed(text)))
    return weighed % 10 == 0 and text.strip("0") != ""


def _is_unit(text: str) -> bool:
    return text.casefold().strip(". ") in UNITS


def is_bonus(text: str) -> bool:
    """Whether it says how many are free of how many."""
    return values.bonus(text) is not None and "%" not in text


def has_words(text: str) -> bool:
    """Whether letters stand in it."""
    return sum(map(str.isalpha, text)) >= 2


def is_ordinal(text: str) -> bool:
    """Whether it may be a row's number."""
    return text.rstrip(".)").isdigit()


def _is_pack(text: str) -> bool:
    return bool(_PACK.search(text))


def is_code(text: str) -> bool:
    """Whether it may be a code or the number of a batch."""
    return bool(_CODE.match(text)) and not is_date(text)


def share(texts: Sequence[str], looks: Callable[[str], bool]) -> float:
    """How many of these look so, from 0 to 1."""
    return sum(map(looks, texts)) / len(texts) if texts else 0.0


EXPECTED: Sequence[tuple[frozenset[str], Callable[[str], bool]]] = (
    (
        frozenset(
            "price price_with_tax price_after_discount discount_amount tax_amount amount mrp "
            "tax_percent".split()
        ),
        is_number,
    ),
    (frozenset({"expires_on"}), is_date),
    (frozenset({"gtin"}), is_gtin),
    (frozenset({"ordinal"}), is_ordinal),
    (frozenset({"product", "manufacturer", "content"}), has_words),
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


def _check(grid: Grid, column: Column, texts: Sequence[str]) -> None:
    for fields, looks in EXPECTED:
        if column.field in fields and share(texts, looks) < MOST:
            column.likeness = min(column.likeness, DOUBTED)
    if column.field == "quantity" and share(texts, is_counted) < MOST:
        column.likeness = min(column.likeness, DOUBTED)
        if share(texts, _is_unit) > MOST and grid.of("unit") is None:
            column.field = "unit"
    elif column.field in ("batch", "code", "unit") and share(texts, is_date) > MOST:
        column.likeness = min(column.likeness, DOUBTED)
    elif column.field in ("discount_percent", "tax_percent"):
        _check_percent(column, texts)


def is_counted(text: str) -> bool:
    """Whether it is a number of things, its unit perhaps beside it."""
    return text[:1].isdigit() and (is_number(text) or has_words(text))


def _check_percent(column: Column, texts: Sequence[str]) -> None:
    """What is no percentage, because it is too much, is an amount of money; sums may say which."""
    found = [values.number(text) for text in texts if "%" not in text and "+" not in text]
    most = WHOLE if column.field == "discount_percent" else MOST_TAX
    if any(Decimal(one) > most for one in found if one):
        is_sure = column.likeness > UNSURE
        column.field = column.field.replace("percent", "amount") if is_sure else ""
        column.likeness = min(column.likeness, DOUBTED) if is_sure else 0.0


def _guess(grid: Grid, column: Column, texts: Sequence[str]) -> None:
    if counts_on(texts):
        column.field, column.likeness = "ordinal", SURE
        return
    are_numbers = share(texts, is_number) >= MOST and share(texts, is_gtin) < MOST
    for field, looks, sure in () if are_numbers else GUESSES:
        if share(texts, looks) >= MOST and grid.of(field) is None:
            column.field, column.likeness = field, sure
            return


def is_count(text: str) -> bool:
    """Whether it is a number, or one and a word after it, such as 2.00 Unit(s)."""
    number, *words = text.split()
    return is_number(text) or (is_number(number) and len(words) == 1 and words[0][0].isalpha())


def counts_on(texts: Sequence[str]) -> bool:
    """Whether they number rows from 1 on."""
    return all(text.rstrip(".)") == str(number) for number, text in enumerate(texts, 1))


def is_long(text: str) -> bool:
    """Whether it may name a product."""
    return has_words(text) and len(text) >= 8


GUESSES: Sequence[tuple[str, Callable[[str], bool], float]] = (
    ("gtin", is_gtin, SURE),
    ("bonus", is_bonus, DOUBTED),
    ("unit", _is_unit, DOUBTED),
    ("expires_on", is_date, DOUBTED),
    ("product", is_long, GUESSED),
    ("pack", _is_pack, GUESSED),
    ("code", is_code, GUESSED),
    ("batch", is_code, GUESSED),
    ("manufacturer", has_words, GUESSED),
)
