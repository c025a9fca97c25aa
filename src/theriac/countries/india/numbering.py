"""Document numbers under rule 46(b) of the CGST Rules, and the financial year.

At most 16 letters, digits, hyphens and slashes, consecutive, in one or several series, unique
within a financial year (1 April to 31 March). INV-01 also refuses a leading 0, / or -.
"""

from __future__ import annotations

import re
from datetime import date

from theriac.countries.documents import (
    DIGITS,
    FiscalYear,
    SeriesTooLong,
    UnfitCode,
    generation_mark,
    series_owner,
)

LONGEST = 16
FEWEST_DIGITS = 5
"""A series with room for fewer is refused: 99,999 documents a year from one terminal."""

_NUMBER = re.compile(r"[A-Za-z1-9][A-Za-z0-9/-]{0,15}")


def is_valid_number(number: str) -> bool:
    """Whether GST takes ``number`` as a document number."""
    return _NUMBER.fullmatch(number) is not None


def fiscal_year(on: date) -> FiscalYear:
    """The financial year that holds ``on``, written 2026-27."""
    first = on.year if on.month >= 4 else on.year - 1
    label = f"{first}-{(first + 1) % 100:02d}"
    return FiscalYear(label, date(first, 4, 1), date(first + 1, 3, 31))


def series_prefix(branch_code: str, terminal_code: str, on: date, generation: int = 1) -> str:
    """MB1/26-27/ for branch MB and terminal 1; MUMK12/26/ where the longer one leaves no room.

    Raises UnfitCode, or SeriesTooLong when the codes take more than 6 characters together.
    """
    branch, terminal = series_owner(branch_code, terminal_code)
    owner = f"{branch}{terminal}{generation_mark(generation)}"
    if owner.startswith("0"):
        raise UnfitCode(f"branch code {branch_code!r}: GST takes no number that starts with 0")
    first = fiscal_year(on).starts_on.year
    years = (f"{first % 100:02d}-{(first + 1) % 100:02d}", f"{first % 100:02d}")
    for wanted in (DIGITS, FEWEST_DIGITS):
        for year in years:
            prefix = f"{owner}/{year}/"
            if len(prefix) + wanted <= LONGEST:
                return prefix
    raise SeriesTooLong(f"{owner} leaves no room in {LONGEST} characters")


def format_number(prefix: str, sequence: int) -> str:
    """MB1/26-27/000001. Raises SeriesTooLong when the series has no number left."""
    width = min(DIGITS, LONGEST - len(prefix))
    number = f"{prefix}{sequence:0{width}d}"
    if len(number) > LONGEST:
        raise SeriesTooLong(f"{prefix} has no number {sequence}")
    return number
