"""GSTIN: two digits of State, the PAN (10), an entity, Z, and a check character (Luhn mod 36).

The check is our own, since the usual library's table of States stops at 37. UIN, TDS, TCS and
non-resident numbers have other shapes and aren't taken here. ABHA (14 digits) and PAN are held to
their shapes. Aadhaar numbers aren't kept: the law allows it to few.
"""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.identity import (
    IdentifierCheck,
    PersonCheck,
    PersonIdentifier,
    by_shape,
    refused,
)
from theriac.countries.india.states import STATES

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]")


def check_character(body: str) -> str:
    """The character that completes a GSTIN's first 14, by Luhn's rule to the base 36."""
    total = 0
    for place, character in enumerate(reversed(body)):
        product = _ALPHABET.index(character) * (1 if place % 2 else 2)
        total += product // 36 + product % 36
    return _ALPHABET[-total % 36]


def read_gstin(text: str) -> str | None:
    """The GSTIN in capitals, spaces set aside; None when it isn't one."""
    number = "".join(text.split()).upper()
    if not _SHAPE.fullmatch(number) or number[:2] not in STATES:
        return None
    return number if check_character(number[:14]) == number[14] else None


def state_of(gstin: str) -> str:
    """The State code in which the GSTIN is registered."""
    return gstin[:2]


def check_gstin(text: str) -> IdentifierCheck:
    """The check beside a field."""
    number = read_gstin(text)
    if number is None:
        return refused(_("Enter a valid GSTIN of 15 characters, for example 27AAPFU0939F1ZV."))
    return IdentifierCheck(valid=True, value=number)


def _gstin(text: str, _as_of: date) -> PersonCheck:
    return PersonCheck(check_gstin(text))


ABHA = PersonIdentifier(
    "abha",
    _("ABHA number"),
    by_shape(r"[0-9]{14}", _("Enter a valid ABHA number of 14 digits.")),
)
PAN = PersonIdentifier(
    "pan",
    _("PAN"),
    by_shape(
        r"[A-Z]{5}[0-9]{4}[A-Z]",
        _("Enter a valid PAN: five letters, four digits and a letter."),
    ),
)
GSTIN = PersonIdentifier("gstin", _("GSTIN"), _gstin, shown=2)
