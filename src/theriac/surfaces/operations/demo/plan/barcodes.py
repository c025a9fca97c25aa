"""Barcodes of the GS1 restricted-circulation range, so that none is any real product's.

GTIN-13 with prefix 20 to 29 are for use inside one shop; a GTIN-14 of one of them carries a
packaging level before it. Check digit: weights 3 and 1 from the right (GS1 General
Specifications 7.9).
"""

from __future__ import annotations

_RANGE = 10**10
_STEP = 7_368_787  # no common factor with 10^10: every number of the range comes once


def check_digit(digits: str) -> str:
    """The digit that completes ``digits``."""
    weighted = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return str(-weighted % 10)


class BarcodeBook:
    """Gives out the numbers of one prefix (two digits), each once."""

    def __init__(self, prefix: str) -> None:
        if len(prefix) != 2 or prefix[0] != "2":
            raise ValueError("a shop's own numbers begin with 20 to 29")
        self._prefix = prefix
        self._given = 0

    def gtin13(self) -> str:
        """The next number of 13 digits."""
        self._given += 1
        body = f"{self._prefix}{self._given * _STEP % _RANGE:010d}"
        return body + check_digit(body)


def gtin14(gtin13: str, level: int) -> str:
    """The number of an outer pack of ``gtin13``; ``level`` is its indicator digit, 1 to 8."""
    if not 1 <= level <= 8:
        raise ValueError("a packaging indicator is 1 to 8")
    body = f"{level}{gtin13[:12]}"
    return body + check_digit(body)
