"""The row of column names: which one it is, and names that tell the columns apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from theriac.core.tables.cells import Row, text_of

SEARCHED_ROWS = 20
LONGEST_NAME = 80
_OTHER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """A text for comparing: no accents, no case, single spaces (Unicode NFKD)."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split())


def name_key(name: str) -> str:
    """A column's name for comparing: ``Harga_Jual (Rp)`` is ``harga jual rp``."""
    return _OTHER.sub(" ", fold(name)).strip()


def find_head(rows: Sequence[Row], is_known: Callable[[str], bool]) -> int:
    """The number of the row that names the columns, among the first; 0 without rows.

    The one with the most known names; where none is known, the first with the most texts.
    """
    if not rows:
        return 0

    def weight(row: Row) -> tuple[int, int]:
        texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
        return sum(is_known(name_key(text)) for text in texts), len(texts)

    return max(rows[:SEARCHED_ROWS], key=weight).number


def column_names(row: Row, width: int) -> tuple[str, ...]:
    """The names of ``width`` columns, each different; an empty one is called by its letter."""
    names: list[str] = []
    taken: set[str] = set()
    for place in range(width):
        told = text_of(row.cells[place]) if place < len(row.cells) else ""
        name = " ".join(told.replace("\0", "").split())[:LONGEST_NAME] or column_letter(place)
        base, again = name, 2
        while name in taken:
            name, again = f"{base} ({again})", again + 1
        taken.add(name)
        names.append(name)
    return tuple(names)


def column_letter(place: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
