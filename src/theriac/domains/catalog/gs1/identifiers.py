"""GS1 application identifiers: their formats come from biip, the checks that it omits from here.

biip 5.2 takes digits of any script, reports a wrong check digit without refusing it, and has no
rule for identifiers that contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

from theriac.domains.catalog.gs1.gtin import has_valid_check_digit, is_digits
from theriac.domains.catalog.gs1.problems import Fault, UnreadableCode

GTIN = "01"
BATCH = "10"
PRODUCED = "11"
EXPIRY = "17"
SERIAL = "21"
COUNT = "30"
CONTENT_COUNT = "37"
DATES = frozenset({"11", "12", "13", "15", "16", "17"})
NEEDS_GTIN = frozenset(
    {"02", "10", "11", "13", "15", "16", "17", "20", "21", "22", "235", "30", "37"}
)
"""Identifiers that describe an item: without (01) on it, no product may be matched by them."""

_OTHER_CHARACTER = re.compile(r"[^!\"%-?A-Z_a-z]")
_CHECKED_DIGITS = {"00": 18, "253": 13, "255": 13, "402": 17, "8003": 14, "8017": 18, "8018": 18}
_CHECKED_DIGITS.update({f"41{last}": 13 for last in range(8)})
_CHECKED_GTINS = frozenset({"01", "02", "03", "8006", "8026"})
_EXCLUSIVE = [
    (re.compile(first), re.compile(second))
    for first, second in (
        (r"01", r"02|03|37|255|8006"),
        (r"02", r"03|255|8026"),
        (r"03", r"37|235|7240|8006|8026"),
        (r"21", r"235"),
        (r"37", r"8006"),
        (r"255", r"415|8006|8020|8026"),
        (r"390.", r"39[014].|8111"),
        (r"391.", r"391."),
        (r"39[23].", r"39[235]."),
        (r"394.", r"394.|8111"),
        (r"395.", r"395.|8005"),
        (r"420", r"421"),
        (r"421", r"4307"),
        (r"42[2-5]", r"426"),
        (r"7250", r"7251"),
        (r"725[345]", r"7256|7259"),
        (r"7256", r"7259"),
        (r"8006", r"8026"),
        (r"8017", r"8018"),
    )
]


@dataclass(frozen=True, slots=True)
class Element:
    """One application identifier with its value, as the code carries it."""

    identifier: str
    value: str
    separated: bool
    """Whether its value ends at a separator (or the end), not at a fixed length."""


@cache
def _format(identifier: str) -> tuple[re.Pattern[str], bool, int]:
    """Pattern of identifier and value, whether a separator ends it, and its fixed length."""
    found = GS1ApplicationIdentifier.extract(identifier)
    length = sum(int(part) for part in re.findall(r"\d+", found.format.partition("+")[2]))
    return re.compile(found.pattern), found.separator_required, length


def identifier_at(text: str) -> str | None:
    """The application identifier that ``text`` begins with, or None."""
    for length in (2, 3, 4):
        candidate = text[:length]
        if is_digits(candidate) and is_identifier(candidate):
            return candidate
    return None


@cache
def is_identifier(text: str) -> bool:
    """Whether ``text`` is exactly one application identifier."""
    try:
        return GS1ApplicationIdentifier.extract(text).ai == text
    except ParseError:
        return False


def fixed_length(identifier: str) -> int | None:
    """The value's length where no separator ends it, else None."""
    _, separated, length = _format(identifier)
    return None if separated else length


def checked_element(identifier: str, value: str) -> Element:
    """The element, its value's characters, length and check digit proved; else UnreadableCode."""
    pattern, separated, length = _format(identifier)
    if not value or (not separated and len(value) != length):
        raise UnreadableCode(Fault.LENGTH, identifier=identifier)
    if _OTHER_CHARACTER.search(value):
        raise UnreadableCode(Fault.CHARSET, identifier=identifier)
    if not pattern.fullmatch(identifier + value):
        raise UnreadableCode(_mismatch(identifier, value), identifier=identifier)
    if identifier in _CHECKED_GTINS and not has_valid_check_digit(value[:14]):
        raise UnreadableCode(Fault.GTIN_CHECK_DIGIT, identifier=identifier)
    checked = _CHECKED_DIGITS.get(identifier)
    if checked and not has_valid_check_digit(value[:checked]):
        raise UnreadableCode(Fault.CHECK_DIGIT, identifier=identifier)
    return Element(identifier, value, separated)


def _mismatch(identifier: str, value: str) -> Fault:
    if identifier in DATES:
        return Fault.DATE
    in_letters = _format(identifier)[0].pattern.count("A-Z") > 0
    return Fault.LENGTH if in_letters or is_digits(value) else Fault.CHARSET


def refuse_contradictions(elements: Sequence[Element]) -> None:
    """UnreadableCode where an identifier has two values, or two exclude each other."""
    values: dict[str, str] = {}
    for element in elements:
        if values.setdefault(element.identifier, element.value) != element.value:
            raise UnreadableCode(Fault.REPEATED, identifier=element.identifier)
    identifiers = list(values)
    for index, first in enumerate(identifiers):
        for second in identifiers[index + 1 :]:
            if exclude_each_other(first, second):
                raise UnreadableCode(Fault.CONTRADICTION, identifier=second)


@cache
def exclude_each_other(first: str, second: str) -> bool:
    """Whether GS1's syntax dictionary bars the two from one item."""
    if len(first) == 4 and "31" <= first[:2] <= "36" and first[:3] == second[:3]:
        return True
    return any(
        (one.fullmatch(first) and other.fullmatch(second))
        or (one.fullmatch(second) and other.fullmatch(first))
        for one, other in _EXCLUSIVE
    )
