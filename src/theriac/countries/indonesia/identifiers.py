"""NIK, a citizen's number, and NPWP, a taxpayer's.

NIK: PPRRSS DDMMYY XXXX, a woman's day + 40, no check digit: the check is of structure only, and
the century a guess (the latest past date). An unknown region is a warning, never a refusal. It is
sensitive: stored encrypted, shown masked, found by keyed hash.
NPWP (PMK 112/2022): 15 digits with a Luhn digit in the ninth place, or 16: "0" and the 15, or the
NIK. NITKU: 22 digits, taken as they are (unverified).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.identity import IdentifierCheck, PersonCheck, PersonIdentifier, refused

PROVINCES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 "
    "71 72 73 74 75 76 81 82 91 92 93 94 95 96".split()
)
"""The provinces' codes, those of Papua from 2022 included; another one only warns."""

_SEPARATORS = re.compile(r"[\s.\-]")


def _digits(text: str, *lengths: int) -> str | None:
    compact = _SEPARATORS.sub("", text)
    fits = len(compact) in lengths and compact.isascii() and compact.isdigit()
    return compact if fits else None


@dataclass(frozen=True, slots=True)
class Nik:
    """What a NIK says of its bearer."""

    number: str
    birth_date: date
    sex: str
    province: str
    regency: str
    district: str

    @property
    def known_province(self) -> bool:
        """Whether the province is one that Theriac knows."""
        return self.province in PROVINCES


def _birth_date(day: int, month: int, year2: int, as_of: date) -> date | None:
    century = as_of.year - as_of.year % 100
    for year in (century + year2, century - 100 + year2):
        try:
            born = date(year, month, day)
        except ValueError:
            continue
        if born <= as_of:
            return born
    return None


def read_nik(text: str, as_of: date) -> Nik | None:
    """The NIK that ``text`` writes, separators set aside; None when its structure is broken."""
    number = _digits(text, 16)
    if number is None or number[:2] == "00" or number[12:] == "0000":
        return None
    day = int(number[6:8])
    sex = "F" if day > 40 else "M"
    born = _birth_date(day - 40 if day > 40 else day, int(number[8:10]), int(number[10:12]), as_of)
    if born is None:
        return None
    return Nik(number, born, sex, number[:2], number[:4], number[:6])


def check_nik(text: str, as_of: date) -> PersonCheck:
    """The check beside a field, with the birth date and sex that the number writes."""
    nik = read_nik(text, as_of)
    if nik is None:
        return PersonCheck(refused(_("Enter a valid NIK of 16 digits, including the birth date.")))
    warnings = () if nik.known_province else (_("The region code isn’t in the list of provinces."),)
    check = IdentifierCheck(valid=True, value=nik.number, warnings=warnings)
    return PersonCheck(check, nik.birth_date, "female" if nik.sex == "F" else "male")


NIK = PersonIdentifier("nik", _("NIK"), check_nik, shown=4)


def _luhn(digits: str) -> bool:
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def npwp16(text: str, as_of: date) -> str | None:
    """The taxpayer's number in 16 digits; None when it isn't one."""
    number = _digits(text, 15, 16)
    if number is None:
        return None
    if len(number) == 15:
        number = "0" + number
    elif not number.startswith("0"):
        return number if read_nik(number, as_of) else None
    return number if _luhn(number[1:10]) else None


def check_npwp(text: str, as_of: date) -> IdentifierCheck:
    """The check beside a field, answering with the 16 digits."""
    number = npwp16(text, as_of)
    if number is None:
        return refused(_("Enter a valid NPWP of 15 or 16 digits."))
    return IdentifierCheck(valid=True, value=number)
