"""How names and queries become words and numbers: case, accents, decimals and units made equal.

The counter has the same rules in ``search/text.js``; each step uses only what Python and
browsers do alike, so letters beyond the Basic Multilingual Plane count as spaces.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

LONGEST_QUERY = 256
"""Characters of a query that are read; the rest is a paste by mistake."""

LETTERS = (
    "a-z\u0370-\u167f\u1681-\u180d\u180f-\u1c7f\u1c90-\u1fff\u2c00-\u2dff"
    "\u3040-\ua63f\ua800-\ud7ff\uf900-\ufdff\ufe70-\ufefc"
)
_GROWING = re.compile("[\u1c80-\u1c8f\ua640-\ua7ff]")
"""Blocks where Unicode still adds capitals, so that Python and a browser may differ."""

_PARTS = re.compile(rf"([0-9]+(?:[.,][0-9]+)*)|([{LETTERS}]+)|(%)")
_JOINED = re.compile("[\u0300-\u036f\u200b-\u200f\ufeff\u00ad'\u2019\u2018\u02bc`]")
_SPECIAL = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "\u0131": "i",
        "\u03c2": "\u03c3",
    }
)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_UNITS = {
    written: unit
    for unit, names in {
        "mg": "mgs mgm",
        "g": "gm gms gr grm gram",
        "mcg": "ug μg mcgs",
        "ml": "mls cc",
        "iu": "ui",
    }.items()
    for written in names.split()
}


OTHER = "…"
"""Any other gap between two words."""


class PartKind(Enum):
    """``500mg`` is a number and then a word."""

    WORD = "word"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class TextPart:
    """A word or number; ``gap`` is what stood before it: nothing, a hyphen, a space, or OTHER."""

    text: str
    kind: PartKind
    gap: str


def plain(text: str) -> str:
    """Lower case, without accents and apostrophes, compatibility forms resolved."""
    letters = _JOINED.sub("", unicodedata.normalize("NFKD", _GROWING.sub(" ", text)))
    return letters.lower().translate(_SPECIAL)


def number(written: str) -> str:
    """The number's one form: 1.000 and 1,000 are 1000; 2,50 is 2.5; 007 is 7."""
    if _THOUSANDS.fullmatch(written):
        return re.sub(r"[.,]", "", written)
    parts = re.split(r"[.,]", written)
    whole = "".join(parts[:-1]) if len(parts) > 1 else parts[0]
    decimals = parts[-1].rstrip("0") if len(parts) > 1 else ""
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{decimals}" if decimals else whole


def tokens(text: str) -> list[TextPart]:
    """The words and numbers of ``text`` in order.

    Digits part from letters (500mg is 500 mg), but one or two letters keep theirs (B12, Q10).
    """
    found: list[TextPart] = []
    folded = plain(text)
    end = 0
    for part in _PARTS.finditer(folded):
        between = folded[end : part.start()] if found else " "
        gap = between if between in ("", "-", " ") else OTHER
        end = part.end()
        last = found[-1] if found else None
        if part[1]:
            if last and not gap and part[1].isdigit() and _takes_digits(found):
                found[-1] = TextPart(last.text + part[1], PartKind.WORD, last.gap)
            else:
                found.append(TextPart(number(part[1]), PartKind.NUMBER, gap))
        else:
            word = part[2] or part[3]
            if last and last.kind is PartKind.NUMBER:
                word = _UNITS.get(word, word)
            found.append(TextPart(word, PartKind.WORD, gap))
    return found


def _takes_digits(found: list[TextPart]) -> bool:
    last = found[-1]
    follows_number = len(found) > 1 and found[-2].kind is PartKind.NUMBER and not last.gap
    return (
        len(last.text) <= 2 and last.text.isascii() and last.text.isalpha() and not follows_number
    )


def query_tokens(text: str) -> list[TextPart]:
    """The tokens of what a person typed."""
    return tokens(text[:LONGEST_QUERY])
