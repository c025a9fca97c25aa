"""GS1 element strings: what scanners send, and what people key from below the bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from theriac.domains.catalog.gs1.dates import gs1_date
from theriac.domains.catalog.gs1.gtin import has_valid_check_digit
from theriac.domains.catalog.gs1.identifiers import (
    DATES,
    GTIN,
    Element,
    checked_element,
    fixed_length,
    identifier_at,
    refuse_contradictions,
)
from theriac.domains.catalog.gs1.problems import Fault, UnreadableCode

SEPARATOR = "\x1d"
PLAUSIBLE_YEARS = 25
_BRACKETED = re.compile(r"(?<!\\)\(([0-9]{2,4})\)")
_BEGINS_BRACKETED = re.compile(r"\([0-9]{1,5}\)")
_SWALLOWED = re.compile(
    r"(?=(?:(1[13567])([0-9]{6})|(01)([0-9]{14}))(?:$|01|1[013567]|21|30|37|71|9[0-9]))"
)


def begins_bracketed(text: str) -> bool:
    """Whether ``text`` is meant as (01)…(17)…, the way a label prints it."""
    return _BEGINS_BRACKETED.match(text) is not None


def read_elements(text: str) -> list[Element]:
    """The elements of ``text`` as a scanner sends it, without symbology identifier.

    A separator before, after or between any elements is tolerated (GenSpecs 7.8.6).
    Raises UnreadableCode.
    """
    elements: list[Element] = []
    rest = text.lstrip(SEPARATOR)
    while rest:
        identifier = identifier_at(rest)
        if identifier is None:
            raise UnreadableCode(Fault.IDENTIFIER)
        rest = rest[len(identifier) :]
        length = fixed_length(identifier)
        value = rest[:length] if length else rest.partition(SEPARATOR)[0]
        elements.append(checked_element(identifier, value))
        rest = rest[len(value) :].lstrip(SEPARATOR)
    return _proved(elements)


def read_bracketed(text: str) -> list[Element]:
    r"""The elements of ``(01)…(10)…``; spaces don't count, ``\(`` is a bracket in a value.

    Raises UnreadableCode.
    """
    parts = _BRACKETED.split(re.sub(r"[ \t\r\n]", "", text))
    if parts[0]:
        raise UnreadableCode(Fault.IDENTIFIER)
    elements = []
    for identifier, value in zip(parts[1::2], parts[2::2], strict=True):
        if identifier_at(identifier) != identifier:
            raise UnreadableCode(Fault.IDENTIFIER, identifier=identifier)
        elements.append(checked_element(identifier, value.replace("\\(", "(")))
    return _proved(elements)


def _proved(elements: list[Element]) -> list[Element]:
    if not elements:
        raise UnreadableCode(Fault.EMPTY)
    refuse_contradictions(elements)
    return elements


def is_meant_as_elements(text: str) -> bool:
    """Whether text without a symbology identifier is meant as element strings.

    A separator says so, and so does (01) with more behind it. Anything else must read whole,
    as two elements or more with a date or a GTIN among them: 10ABC is somebody's own code.
    """
    if SEPARATOR in text or re.match(r"01[0-9]{14}.", text):
        return True
    try:
        elements = read_elements(text)
    except UnreadableCode:
        return False
    identifiers = {element.identifier for element in elements}
    if identifiers == {GTIN}:
        return True
    return len(elements) > 1 and not identifiers.isdisjoint({GTIN, *DATES})


def dates_of(elements: Sequence[Element], as_of_year: int) -> dict[str, date]:
    """The date of each date identifier. Raises UnreadableCode for 30 February and the like."""
    dates = {}
    for element in elements:
        if element.identifier in DATES:
            found = gs1_date(element.value, as_of_year)
            if found is None:
                raise UnreadableCode(Fault.DATE, identifier=element.identifier)
            dates[element.identifier] = found
    return dates


def has_swallowed(elements: Sequence[Element], as_of_year: int) -> bool:
    """Whether a value looks as if it ran over a lost separator into a date or a GTIN.

    Batch LOT7A17280228 where no (17) follows is either an odd batch number or a scanner that
    doesn't send the separator: a person must compare it with the pack.
    """
    present = {element.identifier for element in elements}
    for element in elements:
        if not element.separated:
            continue
        for found in _SWALLOWED.finditer(element.value, 1):
            date_identifier, digits, gtin_identifier, number = found.groups()
            if date_identifier and date_identifier not in present:
                swallowed = gs1_date(digits, as_of_year)
                if swallowed and abs(swallowed.year - as_of_year) <= PLAUSIBLE_YEARS:
                    return True
            if gtin_identifier and GTIN not in present and has_valid_check_digit(number):
                return True
    return False
