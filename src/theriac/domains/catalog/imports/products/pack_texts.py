"""Pack sizes that lists write as a text: ``10x10``, ``3x10 TAB``, ``10 x 10's``, ``1x15ml``.

What is counted is multiplied, a measure isn't: one bottle of 15 ml is one unit. What is read so is
a proposal, which a person confirms for the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from theriac.core.tables.heads import fold
from theriac.domains.catalog.imports.products.units import UnitKind, unit_word

_APOSTROPHES = re.compile(r"[\u2019\u2018\u00b4`]")
_TIMES = re.compile(r"\s*(?:[*\u00d7@]|(?<![a-z])x(?=\s*\d))\s*")
_PART = re.compile(r"(\d{1,6})([.,]\d{1,3})?\s*(?:'?s(?![a-z]))?\s*([a-z]+)?\.?")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class PackText:
    """How many of the smallest unit are in the pack, and that unit's name ("": it isn't told)."""

    units: int
    unit: str


def read_pack_text(text: str) -> PackText | None:
    """The pack that the text tells; None for a plain number and for what isn't such a text."""
    plain = _APOSTROPHES.sub("'", fold(text))
    if not plain or len(plain) > _LONGEST or plain.isdecimal():
        return None
    units, unit, counted = 1, "", 0
    for part in _TIMES.split(plain):
        read = _read(part)
        if read is None:
            return None
        count, name = read
        counted += count is not None
        units *= 1 if count is None else count
        unit = name or unit
    return PackText(units, unit) if counted and units else None


def _read(part: str) -> tuple[int | None, str] | None:
    """How many a part counts (None: it is a measure), and of which unit; None where unreadable."""
    found = _PART.fullmatch(part)
    if found is None:
        return None
    number, decimals, word = found.groups()
    unit = unit_word(word) if word else None
    if word and unit is None:
        return None
    if unit is not None and unit.kind is UnitKind.MEASURE:
        return None, ""
    if decimals:
        return None
    return int(number), unit.name if unit is not None and unit.kind is UnitKind.DOSE else ""
