"""One scan or one typed code, read into what the catalogue and the stock room need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.catalog.gs1 import identifiers
from theriac.domains.catalog.gs1.digital_links import read_digital_link
from theriac.domains.catalog.gs1.element_strings import (
    SEPARATOR,
    begins_bracketed,
    dates_of,
    has_swallowed,
    is_meant_as_elements,
    read_bracketed,
    read_elements,
)
from theriac.domains.catalog.gs1.gtin import LENGTHS, gtin14, is_digits
from theriac.domains.catalog.gs1.identifiers import Element
from theriac.domains.catalog.gs1.label_text import read_label_text
from theriac.domains.catalog.gs1.problems import Fault, UnreadableCode

LONGEST = 8000
"""Characters; the largest QR code holds 7,089 digits."""


class CodeForm(StrEnum):
    """How the code was written."""

    ELEMENT_STRING = "element_string"
    DIGITAL_LINK = "digital_link"
    GTIN = "gtin"
    LABEL_TEXT = "label_text"
    PLAIN = "plain"


class Caution(StrEnum):
    """What a person must check before the code is trusted; stable, for programs."""

    NO_GTIN = "no_gtin"
    SUSPECT_MISSING_SEPARATOR = "suspect_missing_separator"
    MISPLACED_IDENTIFIER = "misplaced_identifier"
    GTIN_CHECK_DIGIT = "gtin_check_digit"
    READ_FROM_TEXT = "read_from_text"


CAUTIONS: dict[Caution, Text] = {
    Caution.NO_GTIN: _("The code contains no product. Choose the product."),
    Caution.SUSPECT_MISSING_SEPARATOR: _(
        "The batch number may include the next field. Compare it with the pack."
    ),
    Caution.MISPLACED_IDENTIFIER: _(
        "The code doesn’t fully follow GS1. Compare batch and expiry with the pack."
    ),
    Caution.GTIN_CHECK_DIGIT: _("The check digit is wrong. Check the number."),
    Caution.READ_FROM_TEXT: _("Read from free text. Compare batch and expiry with the pack."),
}


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """What a code says. ``raw`` is kept exactly; ``text`` is what to look up where no GTIN is.

    A product may be matched only by ``gtin`` or by ``text`` as a whole, never by batch or serial.
    """

    raw: str
    form: CodeForm
    text: str
    symbology: str | None = None
    gtin: str | None = None
    batch_number: str | None = None
    expires_on: date | None = None
    produced_on: date | None = None
    serial: str | None = None
    quantity: int | None = None
    elements: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Caution, ...] = ()

    @property
    def lookup(self) -> str:
        """The text that finds the pack: the 14 digits of its GTIN, else the code itself."""
        return self.gtin or self.text


_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9]")
_GS1_SYMBOLOGIES = frozenset({"]C1", "]d2", "]Q3", "]e0", "]e1", "]e2", "]J1"})
_GTIN_SYMBOLOGIES = {"]E0": 13, "]E3": 13, "]E4": 8, "]I1": 14}
_AROUND = " \t\r\n\0\ufeff"


def read_code(raw: str, *, as_of_year: int | None = None) -> ScannedCode:
    """What the scanned or typed ``raw`` says.

    ``as_of_year`` places two-digit years and is this year by default (UTC). Raises UnreadableCode
    for a code that is damaged or contradicts itself; text that is no GS1 code is never refused,
    unless it is empty or longer than LONGEST.
    """
    year = as_of_year or clock.now().year
    if len(raw) > LONGEST:
        raise UnreadableCode(Fault.LENGTH)
    text = raw.strip(_AROUND).replace("\u241d", SEPARATOR)
    found = _SYMBOLOGY.match(text)
    text = text[3:] if found else text
    if not text.strip(SEPARATOR):
        raise UnreadableCode(Fault.EMPTY)
    seen = ScannedCode(raw, CodeForm.PLAIN, text, found[0] if found else None)
    if seen.symbology in _GTIN_SYMBOLOGIES:
        return _read_gtin(seen, _GTIN_SYMBOLOGIES[seen.symbology])
    if seen.symbology in _GS1_SYMBOLOGIES:
        return _from_elements(seen, read_elements(text), year)
    return _read_unannounced(seen, year)


def _read_gtin(seen: ScannedCode, length: int) -> ScannedCode:
    """EAN-13, EAN-8 and ITF-14 say what they are, so anything else is a misread."""
    number = seen.text[:length] if seen.symbology == "]E3" else seen.text
    if not is_digits(number) or len(number) != length:
        raise UnreadableCode(Fault.LENGTH)
    gtin = gtin14(number)
    if gtin is None:
        raise UnreadableCode(Fault.GTIN_CHECK_DIGIT)
    return replace(seen, form=CodeForm.GTIN, text=number, gtin=gtin)


def _read_unannounced(seen: ScannedCode, year: int) -> ScannedCode:
    if gtin := gtin14(seen.text):
        return replace(seen, form=CodeForm.GTIN, gtin=gtin)
    if begins_bracketed(seen.text):
        return _from_elements(seen, read_bracketed(seen.text), year, keyed=True)
    if link := read_digital_link(seen.text):
        code = _from_elements(seen, link.elements, year, keyed=True)
        more = (Caution.MISPLACED_IDENTIFIER,) if link.misplaced else ()
        return replace(code, form=CodeForm.DIGITAL_LINK, warnings=(*code.warnings, *more))
    if is_meant_as_elements(seen.text):
        return _from_elements(seen, read_elements(seen.text), year)
    return _read_text(seen, year)


def _read_text(seen: ScannedCode, year: int) -> ScannedCode:
    if label := read_label_text(seen.text, year):
        return replace(
            seen,
            form=CodeForm.LABEL_TEXT,
            gtin=label.gtin,
            batch_number=label.batch_number,
            expires_on=label.expires_on,
            produced_on=label.produced_on,
            serial=label.serial,
            details=label.details,
            warnings=(Caution.READ_FROM_TEXT,),
        )
    looks_like_gtin = is_digits(seen.text) and len(seen.text) in LENGTHS
    return replace(seen, warnings=(Caution.GTIN_CHECK_DIGIT,) if looks_like_gtin else ())


def _from_elements(
    seen: ScannedCode, elements: Sequence[Element], year: int, *, keyed: bool = False
) -> ScannedCode:
    """``keyed``: fields were told apart by brackets or a link, so no separator can be lost."""
    values = {element.identifier: element.value for element in elements}
    dates = dates_of(elements, year)
    warnings = []
    if identifiers.GTIN not in values and not identifiers.NEEDS_GTIN.isdisjoint(values):
        warnings.append(Caution.NO_GTIN)
    if not keyed and has_swallowed(elements, year):
        warnings.append(Caution.SUSPECT_MISSING_SEPARATOR)
    count = values.get(identifiers.COUNT) or values.get(identifiers.CONTENT_COUNT)
    return replace(
        seen,
        form=CodeForm.ELEMENT_STRING,
        gtin=values.get(identifiers.GTIN),
        batch_number=values.get(identifiers.BATCH),
        expires_on=dates.get(identifiers.EXPIRY),
        produced_on=dates.get(identifiers.PRODUCED),
        serial=values.get(identifiers.SERIAL),
        quantity=int(count) if count else None,
        elements=tuple((element.identifier, element.value) for element in elements),
        warnings=tuple(warnings),
    )
