"""Columns that say something else than an unsure heading seems to say, and where no heading names.

What is found so is a guess, which sums and further looks may bear out; nothing here is sure but
numbers of rows that count on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median_low

from theriac_engine.extraction import values
from theriac_engine.extraction.cells.looks import (
    DOUBTED,
    FEWEST,
    GUESSED,
    MOST,
    ROWS,
    SURE,
    counts_on,
    has_words,
    is_bonus,
    is_code,
    is_count,
    is_counted,
    is_date,
    is_gtin,
    is_long,
    is_number,
    is_ordinal,
    share,
)
from theriac_engine.extraction.grids import Column, Grid
from theriac_engine.extraction.headings import UNSURE

HALF, HARDLY = 0.5, 0.1
LARGE = 20
"""Nobody gives so many free on most lines: they lie in stock."""
COUNTS = frozenset({"stock", "quantity", "minimum"})
MADE_OF = {
    **dict.fromkeys(
        "price price_with_tax price_after_discount discount_amount tax_amount amount mrp "
        "discount_percent tax_percent".split(),
        is_number,
    ),
    **dict.fromkeys(("quantity", "minimum"), is_counted),
    **dict.fromkeys(("product", "manufacturer", "content"), has_words),
    "stock": lambda text: is_counted(text) or text.isalpha(),
    "bonus": lambda text: is_bonus(text) or is_number(text) or "%" in text,
    "expires_on": is_date,
    "gtin": is_gtin,
    "ordinal": is_ordinal,
}
"""What cells of a field look like; of the others they may be anything."""


def correct(grid: Grid) -> None:
    """Give up headings that their cells belie, and name what no heading does.

    A known heading means what it says, and one of words that are understood hardly anything else.
    """
    for column, texts in _filled(grid):
        looks: Callable[[str], bool] | None = MADE_OF.get(column.field)
        likely = share(texts, looks) if looks else 1.0
        if column.likeness <= UNSURE:
            is_belied = likely < HALF
        elif column.likeness < 1:
            is_belied = likely <= HARDLY
        else:
            is_belied = likely == 0 and looks is has_words
        if is_belied:
            _let_go(grid, column, "", 0.0)
    _join_names(grid)
    _pass_on(grid)
    _name_ordinals(grid)
    _name_product(grid)
    _name_batch(grid)
    _part_batches(grid)
    _name_stock(grid)
    _doubt_parted_names(grid)
    _doubt_net_alone(grid)


def _filled(grid: Grid) -> list[tuple[Column, list[str]]]:
    found = [(one, _texts(grid, number)) for number, one in enumerate(grid.columns)]
    return [(column, texts) for column, texts in found if len(texts) >= FEWEST]


def _texts(grid: Grid, number: int) -> list[str]:
    return [one.strip() for one in grid.texts(number)[:ROWS] if one.strip()]


def _join_names(grid: Grid) -> None:
    """Words that stand in a column of figures right of the names, on some rows, are of the names.

    So it is where a heading of two words, such as STOCK ITEM, was taken for two; more of the names
    may stand elsewhere then, so that none is sure.
    """
    at = grid.of("product")
    if at is None or at + 1 == len(grid.columns):
        return
    texts, column = grid.texts(at + 1), grid.columns[at + 1]
    is_some = 0 < len(texts) < MOST * len(grid.rows)
    if column.field not in COUNTS or not is_some or share(texts, is_count) >= HALF:
        return
    grid.columns[at].likeness = min(grid.columns[at].likeness, DOUBTED)
    for row in grid.rows:
        if (rest := row.cells.pop(at + 1, None)) is not None:
            name = row.cells.get(at)
            row.cells[at] = replace(rest, text=f"{name.text} {rest.text}") if name else rest


def _pass_on(grid: Grid) -> None:
    """A field whose column is empty is that of another with a heading like its own."""
    for number, column in enumerate(grid.columns):
        if column.field and not _texts(grid, number):
            _let_go(grid, column, "", 0.0)


def _let_go(grid: Grid, column: Column, field: str, likeness: float) -> None:
    """Let a column have another field, and its own the next one that claims it."""
    before, column.field, column.likeness = column.field, field, likeness
    for other, _said in _filled(grid):
        if before and other is not column and other.claimed == before and not other.field:
            other.field, other.likeness = before, DOUBTED
            return


def _name_ordinals(grid: Grid) -> None:
    """Numbers that count on are the rows' own, whatever an unsure heading says of them."""
    for column, texts in _filled(grid):
        if column.likeness <= UNSURE and counts_on(texts):
            _let_go(grid, column, "ordinal", SURE)


def _name_product(grid: Grid) -> None:
    """Where no heading names the product, the longest words do, whatever is said of their column.

    Words that most rows say again, such as a maker's, are no names of products.
    """
    if grid.of("product") is not None:
        return
    named = [
        (column, texts)
        for column, texts in _filled(grid)
        if share(texts, is_long) >= MOST
        and not (column.field == "manufacturer" and column.likeness > UNSURE)
    ]
    if named:
        best, _said = max(named, key=lambda one: sum(map(len, set(one[1]))))
        _let_go(grid, best, "product", GUESSED)


def _name_batch(grid: Grid) -> None:
    """Codes beside an expiry are batches, where no heading says what either is."""
    at = grid.of("expires_on")
    if at is None or grid.of("batch") is not None:
        return
    for number in (at - 1, at + 1):
        column = grid.columns[number] if 0 <= number < len(grid.columns) else None
        if column and not column.field and _are_codes(_texts(grid, number)):
            column.field, column.likeness = "batch", GUESSED
            return


def _part_batches(grid: Grid) -> None:
    """A date after each batch is its expiry, where no column has one."""
    at = grid.of("batch")
    if at is None or grid.of("expires_on") is not None:
        return
    texts = _texts(grid, at)
    if len(texts) >= FEWEST and share(texts, _ends_with_date) >= MOST:
        grid.columns[at].field, grid.columns[at].likeness = "batch_and_expiry", DOUBTED


def _ends_with_date(text: str) -> bool:
    batch, _space, rest = text.partition(" ")
    return bool(batch) and is_date(rest)


def _are_codes(texts: Sequence[str]) -> bool:
    return len(texts) >= FEWEST and share(texts, is_code) >= MOST


def _name_stock(grid: Grid) -> None:
    """Large plain numbers under an unsure heading of free goods are what lies in stock."""
    at = grid.of("bonus")
    if at is None or grid.of("stock") is not None or grid.of("quantity") is not None:
        return
    column, texts = grid.columns[at], _texts(grid, at)
    found = [Decimal(one) for text in texts if text.isdigit() and (one := values.number(text))]
    plain = len(found) >= max(FEWEST, MOST * len(texts))
    if column.likeness <= UNSURE and plain and median_low(found) >= LARGE:
        column.field, column.likeness = "stock", DOUBTED


def _doubt_parted_names(grid: Grid) -> None:
    """Names of one word beside packs may be parted from the rest of them.

    So it is where a heading of two words was taken for the product's and the pack's.
    """
    at, beside = grid.of("product"), grid.of("pack")
    if at is None or beside != at + 1:
        return
    short = [row for row in grid.rows if at not in row.cells or " " not in row.cells[at].text]
    if len(short) >= HALF * len(grid.rows):
        grid.columns[at].likeness = min(grid.columns[at].likeness, DOUBTED)


def _doubt_net_alone(grid: Grid) -> None:
    """What is called net beside no other price may be the price that a discount is taken off."""
    at = grid.of("price_after_discount")
    if at is not None and grid.of("price") is None and grid.columns[at].likeness < 1:
        grid.columns[at].likeness = min(grid.columns[at].likeness, DOUBTED)
