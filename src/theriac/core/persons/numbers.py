"""Telephone numbers as digits with their country, and the last four of any number."""

from __future__ import annotations

import re

SHORTEST_PHONE, LONGEST_PHONE = 7, 15
_SEPARATORS = re.compile(r"[\s().\-/]")


def phone_digits(text: str, calling_code: str) -> str | None:
    """The digits of a telephone number with its country's in front; None when it is none.

    ``+`` or ``00`` say that the country is written; otherwise a leading 0 stands for it, and a bare
    number of ten digits in India.
    """
    bare = _SEPARATORS.sub("", text)
    digits = bare.removeprefix("+")
    if not digits.isascii() or not digits.isdigit():
        return None
    if bare.startswith("+"):
        whole = digits
    elif digits.startswith("00"):
        whole = digits[2:]
    elif digits.startswith("0") and calling_code:
        whole = calling_code + digits[1:]
    elif calling_code == "91" and len(digits) == 10:
        whole = calling_code + digits
    else:
        whole = digits
    return whole if SHORTEST_PHONE <= len(whole) <= LONGEST_PHONE else None


def last_four(number: str) -> str:
    """The last four characters."""
    return number[-4:]
