"""A strength as it is written, and in the one form by which two strengths are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from theriac.domains.catalog.search.text import plain

_UNITS = {
    "mg": ("mass", Fraction(1)),
    "mgs": ("mass", Fraction(1)),
    "g": ("mass", Fraction(1000)),
    "gm": ("mass", Fraction(1000)),
    "gr": ("mass", Fraction(1000)),
    "gram": ("mass", Fraction(1000)),
    "mcg": ("mass", Fraction(1, 1000)),
    "ug": ("mass", Fraction(1, 1000)),
    "μg": ("mass", Fraction(1, 1000)),
    "iu": ("iu", Fraction(1)),
    "ui": ("iu", Fraction(1)),
    "unit": ("iu", Fraction(1)),
    "units": ("iu", Fraction(1)),
    "mmol": ("mmol", Fraction(1)),
    "meq": ("meq", Fraction(1)),
    "%": ("percent", Fraction(1)),
}
_AMOUNT = r"(\d+(?:[.,]\d+)?)\s*([a-zμ%]+)"
_STRENGTH = re.compile(rf"{_AMOUNT}(?:\s*/\s*(\d+(?:[.,]\d+)?)?\s*(ml|l|dose|dosis|g|h|jam))?")
FOUND = re.compile(rf"{_STRENGTH.pattern}(?![a-z0-9])")
"""A strength within a longer text in plain letters."""
MOST_MASS = 5000
"""Milligrams of one unit: above five grams a weight is a size, such as a tube's."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How much, of which kind (mass in milligrams, iu, mmol, meq, percent), in one of what."""

    amount: Fraction
    kind: str
    per: str = ""


def strength_key(written: str) -> str:
    """The strength for comparing: 0.5 g and 500 mg are one, as are 125 mg/5 ml and 25 mg/ml.

    "" for what isn't a strength.
    """
    found = strength_of(written)
    if found is None:
        return ""
    return f"{found.amount} {found.kind}" + (f" per {found.per}" if found.per else "")


def strength_of(written: str) -> Strength | None:
    """The strength that is written; None for what isn't one."""
    found = _STRENGTH.fullmatch(plain(written).strip())
    if found is None or found[2] not in _UNITS:
        return None
    kind, factor = _UNITS[found[2]]
    amount = _number(found[1]) * factor
    per = found[4] or ""
    if not amount or (kind == "mass" and not per and amount > MOST_MASS):
        return None
    if per:
        each = _number(found[3]) if found[3] else Fraction(1)
        if not each:
            return None
        amount /= each
    return Strength(amount, kind, per)


def strengths_in(text: str) -> list[tuple[int, int, str]]:
    """Where strengths stand in a plain text: start, end, the strength as written."""
    return [
        (found.start(), found.end(), found[0].strip())
        for found in FOUND.finditer(text)
        if strength_key(found[0])
    ]


def _number(written: str) -> Fraction:
    return Fraction(Decimal(written.replace(",", ".")))
