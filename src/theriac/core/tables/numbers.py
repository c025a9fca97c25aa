"""Numbers as people write them in a table, read exactly or refused with the reason.

A style is named by how it writes a thousand and a half: ``1.234,56``. ``1,234,56`` is the style of
lists whose last comma is the decimal one. Nothing is guessed on a single value: separators that
don't fit the style are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from theriac.core.money import CURRENCIES
from theriac.core.tables.cells import Cell, Moment, text_of

LARGEST = 10**15
"""Above every amount and quantity of a pharmacy, below what all databases keep."""

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_SIGNS = re.compile(
    r"(?:"
    + "|".join(["rp", "rs", *(re.escape(c.sign) for c in CURRENCIES.values()), *CURRENCIES])
    + r")\.?",
    re.IGNORECASE,
)
_WHOLE_MARK = re.compile(r"(?:[,.](?:-|=|--)|/[-=])$")
_LOOKALIKE = re.compile(r"[\dOolI|.,]+")
_MINUS = ("-", "\u2212")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """The marks between groups and before decimals; ``group`` may be empty."""

    group: str
    decimal: str


STYLES = {
    "1.234,56": NumberStyle(".", ","),
    "1,234.56": NumberStyle(",", "."),
    "1 234,56": NumberStyle("", ","),
    "1234.56": NumberStyle("", "."),
    "1,234,56": NumberStyle(",", ","),
}
"""Every style by its name; spaces between groups are taken in each."""

STYLE_OF_COUNTRY = {"id": "1.234,56", "in": "1,234.56", "generic": "1,234.56"}


class UnreadableCell(ValueError):
    """What is written isn't a number that can be taken; ``reason`` is a stable word.

    Reasons: ``letter_o``, ``letter_l`` (a letter stands for a digit), ``letters``, ``separators``,
    ``decimals`` (more than are taken), ``negative``, ``too_large``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_number(cell: Cell, style: NumberStyle, decimals: int = 0) -> int:
    """The number in units of its last decimal: 8,50 with two decimals is 850.

    A currency's sign, spaces and a closing ``,-`` are passed over. Raises UnreadableNumber.
    """
    number = cell if isinstance(cell, Decimal) else _decimal(cell, style)
    shifted = number.scaleb(decimals)
    if shifted != shifted.to_integral_value():
        raise UnreadableCell("decimals")
    if shifted < 0:
        raise UnreadableCell("negative")
    if shifted > LARGEST:
        raise UnreadableCell("too_large")
    return int(shifted)


def guess_style(cells: Iterable[Cell], decimals: int, usual: str) -> str:
    """The style that reads most of the cells; the usual one where it reads as many."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    best, most = usual, _readable(texts, STYLES[usual], decimals)
    for name, style in STYLES.items():
        count = _readable(texts, style, decimals)
        if count > most:
            best, most = name, count
    return best


def _readable(texts: Iterable[str], style: NumberStyle, decimals: int) -> int:
    count = 0
    for text in texts:
        try:
            read_number(text, style, decimals)
        except UnreadableCell:
            continue
        count += 1
    return count


def _decimal(cell: str | date | Moment, style: NumberStyle) -> Decimal:
    text = _WHOLE_MARK.sub("", _SPACES.sub("", _SIGNS.sub("", text_of(cell), count=1)))
    sign = ""
    if text.startswith(_MINUS):
        sign, text = "-", text[1:]
    whole, decimals = _parts(text.removeprefix("+"), style)
    if not (whole + decimals).isascii() or not (whole + decimals).isdigit():
        raise UnreadableCell(_reason(text))
    return Decimal(f"{sign}{whole or 0}.{decimals or 0}")


def _parts(text: str, style: NumberStyle) -> tuple[str, str]:
    if style.group == style.decimal:
        whole, found, decimals = text.rpartition(style.decimal)
        if found and len(decimals) > 2:
            raise UnreadableCell(_reason(text))
        whole, decimals = (whole, decimals) if found else (text, "")
    else:
        whole, _found, decimals = text.partition(style.decimal)
    if style.group and style.group in whole:
        groups = whole.split(style.group)
        if not _fit(groups):
            raise UnreadableCell(_reason(text))
        whole = "".join(groups)
    return whole, decimals


def _fit(groups: list[str]) -> bool:
    """Groups of three; in between two as well, as India writes lakhs (1,01,800)."""
    sizes = [len(group) for group in groups]
    return 1 <= sizes[0] <= 3 and sizes[-1] == 3 and set(sizes[1:-1]) <= {2, 3}


def _reason(text: str) -> str:
    if _LOOKALIKE.fullmatch(text) and any(letter.isdigit() for letter in text):
        if "O" in text or "o" in text:
            return "letter_o"
        if any(letter in text for letter in "lI|"):
            return "letter_l"
    return "letters" if any(letter.isalpha() for letter in text) else "separators"
