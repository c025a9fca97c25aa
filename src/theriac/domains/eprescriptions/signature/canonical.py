"""JSON as it arrives and as it is signed: strict, bounded before it is parsed, RFC 8785.

A number is the double that RFC 8785 makes of it, in the fewest digits that mean it (``Decimal``):
of at most 15 digits it is the number as it was written. Beyond 1e-6 and 1e21, where the RFC writes
exponents, none is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from theriac.core.facts.types import is_storable
from theriac.domains.eprescriptions.problems import BundleRefused

LARGEST = 512_000
DEEPEST = 24
LONGEST_NUMBER = 40
_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
SMALLEST, BIGGEST = Decimal("1e-6"), Decimal("1e21")


def read_json(raw: bytes) -> dict[str, Any]:
    """The object of these bytes. Raises BundleRefused for anything else, or beyond the bounds."""
    if len(raw) > LARGEST:
        _refuse(_("The bundle is larger than 512 kB. Send one patient’s prescription at a time."))
    _refuse_deep(raw)
    try:
        read = json.loads(
            raw.decode(),
            parse_float=_number,
            parse_int=_number,
            parse_constant=_not_a_number,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError):
        _refuse(_("The body isn’t JSON in UTF-8. Send the bundle as application/fhir+json."))
    if not isinstance(read, dict):
        _refuse(_("The body must be one JSON object: a FHIR Bundle."))
    return read


def canonical(value: Any) -> str:
    """The value as RFC 8785 writes it. Raises BundleRefused for what it can't say."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_text(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return _plain(value)
    return json.dumps(value)


def signed_text(bundle: Mapping[str, Any]) -> str:
    """What a bundle's signature is over: the bundle without it, as RFC 8785 writes it."""
    return canonical({key: value for key, value in bundle.items() if key != "signature"})


def _text(text: str) -> str:
    if not is_storable(text):
        _refuse(
            _("The bundle contains a character that can’t be stored (NUL or half a surrogate).")
        )
    return json.dumps(text, ensure_ascii=False)


def _number(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        _refuse(_("Write numbers between 0.000001 and 1e21, in at most 40 digits."))
    is_whole = text.removeprefix("-").isdigit()
    double = json.dumps(json.loads(f"{text}.0" if is_whole else text))
    number = Decimal(double)
    if not number.is_finite() or (number and not SMALLEST <= abs(number) < BIGGEST):
        _refuse(_("Write numbers between 0.000001 and 1e21, in at most 40 digits."))
    return number


def _plain(number: Decimal) -> str:
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse(_("The bundle names a property twice in one object."))
    return found


def _not_a_number(_constant: str) -> NoReturn:
    raise ValueError


def _refuse_deep(raw: bytes) -> None:
    """Refuse brackets beyond the depth, without parsing; what stands in texts is set aside."""
    depth = 0
    for bracket in _BRACKET.findall(_TEXT.sub(b"", raw)):
        depth += 1 if bracket in b"{[" else -1
        if depth > DEEPEST:
            _refuse(_("The bundle is nested more than 24 levels deep."))


def _refuse(words: str) -> NoReturn:
    raise BundleRefused(words, field="Bundle")
