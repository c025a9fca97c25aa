"""Guessing what the columns mean, from their names and from what stands in them.

A guess is only a proposal: a person sees it and changes it. An exact name counts most, then a
name that holds a known one; contents that don't fit rule a meaning out, and GTINs or days alone
tell a column that has no telling name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from theriac.core.tables.cells import Cell, is_blank, text_of
from theriac.core.tables.dates import UnreadableDay, guess_order, read_day
from theriac.core.tables.heads import name_key
from theriac.core.tables.numbers import guess_style
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.imports.fields import Field, FieldKind, own_words
from theriac.domains.catalog.imports.products.pack_texts import read_pack_text

EXACT = 100
CERTAIN_SHARE = 80
"""Percent of a column's cells that must read as a kind for its contents to tell it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its name, and the cells of the first rows."""

    name: str
    sample: tuple[Cell, ...]

    @property
    def filled(self) -> list[Cell]:
        """The cells in which something stands."""
        return [cell for cell in self.sample if not is_blank(cell)]


def guess_columns(columns: Sequence[Column], fields: Sequence[Field]) -> dict[str, tuple[str, ...]]:
    """For each field that is recognised the names of its columns."""
    scored = [
        (score, -place, -order, column, field)
        for place, column in enumerate(columns)
        for order, field in enumerate(fields)
        if (score := _score(column, field)) and _fits(column, field)
    ]
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for *_weight, column, field in sorted(scored, key=lambda row: row[:3], reverse=True):
        if column.name in taken or (field.code in found and not field.joins):
            continue
        taken.add(column.name)
        found[field.code] = (*found.get(field.code, ()), column.name)
    _by_content(columns, fields, found, taken)
    return found


def guess_numbers(
    columns: Sequence[Column],
    fields: Mapping[str, Field],
    found: Mapping[str, Sequence[str]],
    decimals: int,
    usual: str,
) -> str:
    """The style in which the amounts are written."""
    named = {
        name
        for code, names in found.items()
        if _is(fields, code, FieldKind.MONEY)
        for name in names
    }
    cells = [cell for column in columns if column.name in named for cell in column.sample]
    return guess_style(cells, decimals, usual)


def guess_dates(
    columns: Sequence[Column], fields: Mapping[str, Field], found: Mapping[str, Sequence[str]]
) -> str:
    """The order in which days are written."""
    named = {
        name for code, names in found.items() if _is(fields, code, FieldKind.DAY) for name in names
    }
    return guess_order(cell for column in columns if column.name in named for cell in column.sample)


def knows(fields: Sequence[Field]) -> Callable[[str], bool]:
    """Tells whether a column's name is one of these fields'."""
    known = frozenset().union(*(own_words(field) for field in fields))
    return known.__contains__


def _is(fields: Mapping[str, Field], code: str, kind: FieldKind) -> bool:
    return code in fields and fields[code].kind is kind


def _score(column: Column, field: Field) -> int:
    key = name_key(column.name)
    known = own_words(field)
    if key in known:
        return EXACT
    held = [word for word in known if len(word) > 3 and f" {word} " in f" {key} "]
    longest = max(map(len, held), default=0)
    return longest if longest * 2 >= len(key) else 0


def _fits(column: Column, field: Field) -> bool:
    """Whether the contents don't rule the meaning out."""
    filled = column.filled
    if not filled:
        return True
    half = CERTAIN_SHARE // 2
    match field.kind:
        case FieldKind.WHOLE if field.code == "pack_size":  # else it is a label
            fits = _share(filled, _is_size) >= CERTAIN_SHARE
        case FieldKind.WHOLE | FieldKind.MONEY | FieldKind.DAY:
            fits = _share(filled, _has_digit) >= half
        case FieldKind.LABEL:
            fits = _share(filled, _is_whole) < CERTAIN_SHARE
        case _:
            is_unit = field.code in ("base_unit", "pack_unit")
            fits = not is_unit or _share(filled, _has_digit) < half
    return fits


def _by_content(
    columns: Sequence[Column],
    fields: Sequence[Field],
    found: dict[str, tuple[str, ...]],
    taken: set[str],
) -> None:
    tests = {"barcode": _is_gtin, "expiry": _is_written_day}
    codes = {field.code for field in fields}
    for code, test in tests.items():
        if code not in codes or code in found:
            continue
        for column in columns:
            filled = column.filled
            if column.name not in taken and filled and _share(filled, test) >= CERTAIN_SHARE:
                found[code] = (column.name,)
                taken.add(column.name)
                break


def _share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> int:
    return 100 * sum(map(test, cells)) // len(cells)


def _is_whole(cell: Cell) -> bool:
    return text_of(cell).strip().isdecimal()


def _is_size(cell: Cell) -> bool:
    """A whole number, or a text such as 10x10."""
    return _is_whole(cell) or read_pack_text(text_of(cell)) is not None


def _has_digit(cell: Cell) -> bool:
    return any(letter.isdigit() for letter in text_of(cell))


def _is_day(cell: Cell) -> bool:
    try:
        read_day(cell)
    except UnreadableDay:
        return False
    return True


def _is_written_day(cell: Cell) -> bool:
    return not _is_whole(cell) and _is_day(cell)


def _is_gtin(cell: Cell) -> bool:
    return gtin14(text_of(cell).strip()) is not None
