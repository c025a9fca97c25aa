"""One row's cells by field: each read as its kind, each fault noted with column and content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from theriac.core.money import CURRENCIES
from theriac.core.tables.cells import Cell, Row, text_of
from theriac.core.tables.dates import UnreadableDay, read_day
from theriac.core.tables.marks import is_formula_like, unguarded
from theriac.core.tables.numbers import STYLES, UnreadableCell, read_number
from theriac.domains.catalog.gs1.gtin import LENGTHS, has_valid_check_digit, is_digits
from theriac.domains.catalog.imports.faults import KEPT_CONTENT, RowFault
from theriac.domains.catalog.imports.fields import Field

_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_BLANKS = _DASHES | {"n/a", "#n/a", "null", "none", "nan"}
_YES = frozenset({"yes", "y", "ya", "true", "1", "x", "oui", "benar"})
_NO = frozenset({"no", "n", "tidak", "false", "0", "non", "salah"})
_BETWEEN_CODES = re.compile(r"(?<!\\)\|")
_BETWEEN_GTINS = re.compile(r"[\s,;/]+")
_EXAMPLES = {"1.234,56": ".", "1,234.56": ",", "1 234,56": " ", "1234.56": "", "1,234,56": ","}


@dataclass(frozen=True, slots=True)
class CellReading:
    """How the cells of one file are read: where each field stands, and its ways of writing.

    ``packs``: a person confirmed that sizes such as 10x10 are multiplied.
    """

    places: Mapping[str, tuple[int, ...]]
    names: Sequence[str]
    fields: Mapping[str, Field]
    style: str
    order: str
    currency: str
    packs: bool = False

    @property
    def decimals(self) -> int:
        """Decimals of the currency."""
        return CURRENCIES[self.currency].exponent

    def has(self, code: str) -> bool:
        """Whether a column has this meaning."""
        return code in self.places


@dataclass(slots=True)
class RowCells:
    """A row under a Reading; ``faults`` gathers what is found."""

    reading: CellReading
    row: Row
    faults: list[RowFault] = field(default_factory=list)

    def fault(self, code: str, kind: str, content: str = "", **params: str | int) -> None:
        """Note a fault of the field ``code``."""
        places = self.reading.places.get(code, ())
        column = self.reading.names[places[0]] if places else ""
        content = content or self.raw(code)
        self.faults.append(RowFault(column, _shown(content), kind, params))

    def raw(self, code: str) -> str:
        """The field's cells without spaces at their ends, one behind another."""
        places = self.reading.places.get(code, ())
        texts = (unguarded(text_of(self._cell(place)).strip()) for place in places)
        return " + ".join(text for text in texts if text)

    def text(self, code: str) -> str:
        """The field as text without spaces at its ends; "" for an empty cell or a dash."""
        text = self.raw(code) if code in self.reading.places else ""
        if not text or text in _DASHES:
            return ""
        if "\0" in text:
            self.fault(code, "nul", text)
            return ""
        if is_formula_like(text):
            self.fault(code, "formula", text)
        return self._bounded(code, text)

    def whole(self, code: str) -> int | None:
        """A whole number; None for an empty cell or one that has a fault."""
        return self._number(code, 0, "not_whole")

    def money(self, code: str) -> int | None:
        """Minor units; None for an empty cell or one that has a fault."""
        return self._number(code, self.reading.decimals, "decimals")

    def day(self, code: str) -> date | None:
        """A day, a month as its last; None for an empty cell or one that has a fault."""
        cell = self._single(code)
        if cell is None:
            return None
        try:
            return read_day(cell, self.reading.order)
        except UnreadableDay as problem:
            self._day_fault(code, problem)
            return None

    def flag(self, code: str) -> bool | None:
        """Yes or no; None for an empty cell or another word (which is noted)."""
        text = self.text(code).casefold()
        if not text:
            return None
        if text in _YES:
            return True
        if text not in _NO:
            self.fault(code, "choice_unknown", value=_shown(text), known="yes, no")
            return None
        return False

    def codes(self, code: str) -> tuple[str, ...]:
        """Barcodes, each once; several stand between bars, or GTINs between spaces or commas.

        One that fails its check digit or is too long is noted and left away.
        """
        places = self.reading.places.get(code, ())
        found: list[str] = []
        for place in places:
            cell = self._cell(place)
            text = unguarded(text_of(cell).strip())
            if "\0" in text:
                self.fault(code, "nul", text)
            elif isinstance(cell, str):
                found += _split_codes(text)
            else:
                found.append(_with_lost_zeros(text))
        return tuple(dict.fromkeys(one for one in found if one and self._fits(code, one)))

    def _cell(self, place: int) -> Cell:
        cells = self.row.cells
        return cells[place] if place < len(cells) else ""

    def _single(self, code: str) -> Cell | None:
        places = self.reading.places.get(code)
        if places is None:
            return None
        cell = self._cell(places[0])
        if isinstance(cell, str):
            cell = unguarded(cell.strip())
            if not cell or cell.casefold() in _BLANKS:
                return None
        return cell

    def _number(self, code: str, decimals: int, fractional: str) -> int | None:
        cell = self._single(code)
        if cell is None:
            return None
        try:
            return read_number(cell, STYLES[self.reading.style], decimals)
        except UnreadableCell as problem:
            reason = fractional if problem.reason == "decimals" else problem.reason
            example = _example(self.reading.style, decimals)
            self.fault(code, reason, example=example, style=self.reading.style)
            return None

    def _day_fault(self, code: str, problem: UnreadableDay) -> None:
        if problem.reason == "month":
            self.fault(code, "no_month", month=problem.numbers["month"])
        elif problem.reason == "day":
            month = problem.numbers["month"]
            self.fault(
                code, "no_day", day=problem.numbers["day"], month=month, example=f"{month:02d}/2027"
            )
        else:
            self.fault(code, "day_unread")

    def _bounded(self, code: str, text: str) -> str:
        limit = self.reading.fields[code].longest
        if not limit or len(text) <= limit:
            return text
        if code == "code":
            self.fault(code, "too_long", text, limit=limit)
            return ""
        self.fault(code, "cut", text, limit=limit)
        return text[:limit].rstrip()

    def _fits(self, code: str, barcode: str) -> bool:
        if len(barcode) > self.reading.fields[code].longest:
            self.fault(code, "barcode_long", barcode, limit=self.reading.fields[code].longest)
            return False
        if len(barcode) in LENGTHS and is_digits(barcode) and not has_valid_check_digit(barcode):
            self.fault(code, "check_digit", barcode)
            return False
        return True


def join_codes(codes: Sequence[str]) -> str:
    """Several barcodes as one cell, as ``RowCells.codes`` reads them."""
    return "|".join(code.replace("\\", "\\\\").replace("|", "\\|") for code in codes)


def _split_codes(text: str) -> list[str]:
    parts = _BETWEEN_GTINS.split(text)
    if len(parts) > 1 and all(is_digits(part) and len(part) in LENGTHS for part in parts):
        return parts
    return [
        part.replace("\\|", "|").replace("\\\\", "\\").strip()
        for part in _BETWEEN_CODES.split(text)
        if part.strip() not in _DASHES
    ]


def _with_lost_zeros(digits: str) -> str:
    """A number of a workbook as the GTIN that it was before its first zeros were lost."""
    if not is_digits(digits) or len(digits) in LENGTHS or len(digits) < 6:
        return digits
    for length in LENGTHS:
        padded = digits.rjust(length, "0")
        if len(digits) < length and has_valid_check_digit(padded):
            return padded
    return digits


def _example(style: str, decimals: int) -> str:
    whole = f"12{_EXAMPLES[style]}500"
    return f"{whole}{STYLES[style].decimal}{'0' * decimals}" if decimals else whole


def _shown(text: str) -> str:
    return text.replace("\0", "\u2400")[:KEPT_CONTENT]
