"""Numbers and faces of a shop's documents: series, years, receipts, licences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from theriac.core.problems import Text

DIGITS = 6
"""Digits of a sequence, with leading zeros, where the country leaves room for them."""

_PART = re.compile(r"[A-Z0-9]{1,8}")


class SeriesTooLong(ValueError):
    """Branch and terminal codes leave no room for the number that the country allows."""


class UnfitCode(ValueError):
    """A branch or terminal code that can't stand in a document number."""


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The year within which a series' numbers are unique; both days belong to it."""

    label: str
    starts_on: date
    ends_on: date


def calendar_year(on: date) -> FiscalYear:
    """The calendar year that holds ``on``."""
    return FiscalYear(str(on.year), date(on.year, 1, 1), date(on.year, 12, 31))


def generation_mark(generation: int) -> str:
    """What a device adds to its code after it was paired anew: "", B, C … Z, AA, AB.

    A re-paired, wiped or restored device starts a new series, so that no number comes twice.
    """
    if generation < 1:
        raise ValueError("generations count from 1")
    mark = ""
    rest = generation
    while rest > 0:
        rest, letter = divmod(rest - 1, 26)
        mark = chr(ord("A") + letter) + mark
    return "" if mark == "A" else mark


def series_owner(branch_code: str, terminal_code: str) -> tuple[str, str]:
    """Both codes in capitals, fit for a number.

    A terminal's code ends in a digit, so that a generation's letter can't be mistaken for a part
    of it. Raises UnfitCode.
    """
    branch, terminal = branch_code.strip().upper(), terminal_code.strip().upper()
    if not _PART.fullmatch(branch):
        raise UnfitCode(f"branch code {branch_code!r} isn't 1 to 8 letters and digits")
    if not _PART.fullmatch(terminal) or terminal[-1] not in "0123456789":
        raise UnfitCode(
            f"terminal code {terminal_code!r} isn't letters and digits ending in a digit"
        )
    return branch, terminal


def dashed_prefix(branch_code: str, terminal_code: str, on: date, generation: int) -> str:
    """The series of a terminal in a calendar year: MLT-K2-26-."""
    branch, terminal = series_owner(branch_code, terminal_code)
    return f"{branch}-{terminal}{generation_mark(generation)}-{on.year % 100:02d}-"


def held_prefix(prefix: str) -> str:
    """The series beside a terminal's own, for held sales whose number another sale has.

    MLT-K2-26- gives MLT-K2-H26-, MB1/26-27/ gives MB1/H26-27/: no terminal's own series reads so.
    """
    separator = prefix[-1]
    owner, year = prefix[:-1].rsplit(separator, 1)
    return f"{owner}{separator}H{year}{separator}"


def z_prefix(prefix: str) -> str:
    """How closings of a till are numbered beside a series of sales: MLT-K2-26- gives MLT-K2-Z26-.

    No terminal's own series reads so. A closing is no tax document: no country bounds its length.
    """
    separator = prefix[-1]
    owner, year = prefix[:-1].rsplit(separator, 1)
    return f"{owner}{separator}Z{year}{separator}"


def credit_note_prefix(prefix: str) -> str:
    """How a counter's credit notes are numbered beside its sales: MLT-K2-26- gives MLT-K2-C26-.

    MB1/26-27/ gives MB1/C26/, which leaves room for five digits beside six signs of codes. No
    terminal's own series reads so.
    """
    separator = prefix[-1]
    owner, year = prefix[:-1].rsplit(separator, 1)
    return f"{owner}{separator}C{year[:2]}{separator}"


_DASHED_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{0,31}")


def is_dashed_number(number: str) -> bool:
    """Whether ``number`` is 1 to 32 capitals, digits and hyphens, not starting with a hyphen."""
    return _DASHED_NUMBER.fullmatch(number) is not None


class LicenceHolder(StrEnum):
    """Whose licence it is."""

    PHARMACY = "pharmacy"
    BRANCH = "branch"
    PHARMACIST = "pharmacist"


@dataclass(frozen=True, slots=True)
class LicenceField:
    """A licence or tax number that a shop enters once and its documents print."""

    code: str
    label: Text
    holder: LicenceHolder
    required: bool = True
    identifier: str = ""
    """The name of the identifier check that its value must meet, "" for none."""


@dataclass(frozen=True, slots=True)
class ReceiptForm:
    """What a document of sale is called and must show, in the order it is printed."""

    code: str
    title: Text
    fields: tuple[str, ...]
    statements: tuple[Text, ...] = ()
