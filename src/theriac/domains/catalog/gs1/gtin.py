"""GTIN-8, -12, -13 and -14: the check digit, and the one form that is stored (14 digits)."""

from __future__ import annotations

from biip import ParseError
from biip.checksums import gs1_standard_check_digit
from biip.gtin import Gtin

LENGTHS = (8, 12, 13, 14)


def is_digits(text: str) -> bool:
    """Whether ``text`` is one or more of 0 to 9 (biip also takes other scripts' digits)."""
    return text.isascii() and text.isdigit()


def has_valid_check_digit(digits: str) -> bool:
    """Whether the last digit is GS1's: weights 3, 1 from the right (GenSpecs 7.9).

    Two neighbours that differ by 5 can change places without notice.
    """
    return is_digits(digits) and (
        len(digits) > 1 and gs1_standard_check_digit(digits[:-1]) == int(digits[-1])
    )


def gtin14(text: str) -> str | None:
    """The 14 digits of the GTIN that ``text`` writes, or None where it writes none."""
    if not is_digits(text) or len(text) not in LENGTHS:
        return None
    try:
        return Gtin.parse(text).as_gtin_14()
    except ParseError:
        return None
