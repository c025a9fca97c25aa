"""What wholesalers write over their columns, in Indonesian and English, and what it means.

A heading is compared without spaces and punctuation: a scan that lost a space says the same.
The measure of likeness is between 0 and 1: 1 when it is a known heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from theriac_engine.extraction.heading_words import by_words

FILE = Path(__file__).with_name("headings.txt")
"""Fields and the headings that mean them; `ordinal`, `note` and `hsn` are read and left out."""

NAMES = frozenset({"product", "code", "content", "gtin"})
FIGURES = frozenset(
    "price price_with_tax price_after_discount amount stock quantity mrp batch expires_on "
    "discount_percent".split()
)
LEAST_FIELDS = 3
NAMELESS = 4
"""So many fields make a row of headings where the name of the product isn't understood."""
"""A row of headings names things and figures of them, and so many fields at least."""
ENDINGS = ("rp", "idr", "inr", "rs", "rupiah", "persen")
"""What a heading may say besides, such as the currency."""
LONGEST = 6
BY_WORDS = 0.93
UNSURE, PER_UNKNOWN = 0.86, 0.01
TOGETHER = {
    "price": frozenset({"price", "unit", "pack", "tax_percent", "discount_percent", "amount"}),
    "price_with_tax": frozenset({"price", "price_with_tax", "tax_percent"}),
    "price_after_discount": frozenset({"price", "price_after_discount", "discount_percent"}),
    "amount": frozenset({"amount", "price", "price_after_discount", "quantity", "ordinal"}),
    "gtin": frozenset({"gtin", "code", "ordinal"}),
    "code": frozenset({"code", "product", "ordinal"}),
    "minimum": frozenset({"minimum", "quantity"}),
    "stock": frozenset({"stock", "quantity", "product"}),
    "batch": frozenset({"batch", "ordinal", "code"}),
    "bonus": frozenset({"bonus", "product"}),
    "quantity": frozenset({"quantity", "product", "unit"}),
    "discount_percent": frozenset({"discount_percent", "product"}),
    "tax_percent": frozenset({"tax_percent", "price"}),
    "manufacturer": frozenset({"manufacturer", "product"}),
    "pack": frozenset({"pack", "note"}),
    "mrp": frozenset({"mrp", "unit", "price"}),
    "hsn": frozenset({"hsn", "code"}),
}
"""Words that make one heading though each is one of its own."""
PER_WORD = 0.005
"""How surely a heading is understood that is known by its words alone: the fewer, the surer."""
NOTHING = "note"
"""The field of a heading whose column is read and left out."""
_taught: dict[str, str] = {}
"""What the client of this document says that its headings mean, by what is compared."""
_NOISE = re.compile(r"[^a-z0-9+%#/]")
_IN_BRACKETS = re.compile(r"[(\[](?:rp|idr|inr|rs|₹|%|box|pcs|unit)\.?[)\]]")
_RATE = re.compile(r"(?<=ppn|gst|tax|vat)1?\d(?:[.,]\d+)?%?$")


def is_header(fields: AbstractSet[str]) -> bool:
    """Whether headings with these meanings stand over a list of articles."""
    if not fields & FIGURES:
        return False
    return len(fields) >= (LEAST_FIELDS if fields & NAMES else NAMELESS)


def compact(text: str) -> str:
    """A heading as it is compared: small letters, digits, ``+``, ``%``, ``#`` and ``/`` alone."""
    return _NOISE.sub("", text.casefold().replace("&", "+"))


@contextmanager
def taught(headings: Mapping[str, str]) -> Iterator[None]:
    """Let these headings mean these fields for sure while one document is read; "" is nothing.

    Of the whole process: a child reads one document at a time.
    """
    before = dict(_taught)
    _teach({key: field or NOTHING for one, field in headings.items() if (key := _compared(one))})
    try:
        yield
    finally:
        _teach(before)


def _compared(text: str) -> str:
    """A taught heading as it is compared; of another script than ours without its spaces alone."""
    return compact(text) or "".join(text.casefold().split())


def _teach(headings: Mapping[str, str]) -> None:
    if headings == _taught:
        return
    _taught.clear()
    _taught.update(headings)
    known_as.cache_clear()
    meaning.cache_clear()


@cache
def _known() -> dict[str, str]:
    """Each known heading with its field; the first field that has it, where two do."""
    found: dict[str, str] = {}
    field = ""
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            field = line.rstrip(":")
            continue
        for term in line.split("|"):
            if whole := compact(term):
                found.setdefault(whole, field)
    return found


@cache
def known_as(text: str) -> tuple[str, float]:
    """The field of a heading that is known as a whole; ``("", 0.0)`` of another."""
    if (said := _taught.get(_compared(text))) is not None:
        return said, 1.0
    for tried, likeness in _variants(text, compact(text)):
        if tried in _known():
            return _known()[tried], likeness
    return "", 0.0


@cache
def meaning(text: str) -> tuple[str, float]:
    """The field that a heading means, and how surely; ``("", 0.0)`` where nobody knows."""
    field, likeness = known_as(text)
    if field:
        return field, likeness
    whole, known = compact(text), _known()
    field, unexplained = by_words(text)
    if field:
        unexplained = unexplained or _is_mixed(text, field)
        per = PER_WORD * len(text.split())
        return field, UNSURE - PER_UNKNOWN * unexplained if unexplained else BY_WORDS - per
    if len(whole) >= 6:
        near = [
            term for term in known if abs(len(term) - len(whole)) <= 1 and _is_near(term, whole)
        ]
        if len({known[term] for term in near}) == 1:
            return known[near[0]], 0.8
    return "", 0.0


def _is_mixed(text: str, field: str) -> bool:
    """Whether a heading may be two that stand too close, such as QTY and FREE."""
    found = {one for *_, one in phrases(text.split())}
    return len(found) > 1 and not found <= TOGETHER.get(field, frozenset())


def _variants(text: str, whole: str) -> list[tuple[str, float]]:
    bare = compact(_IN_BRACKETS.sub("", text.casefold()))
    tried = [(whole, 1.0), (bare, 1.0), (_RATE.sub("", whole), 0.97), (whole.strip("/"), 0.97)]
    tried += [
        (whole.removesuffix(end), 0.95) for end in ENDINGS if whole.endswith(end) and whole != end
    ]
    tried += [(whole.replace("%", ""), 0.95), (bare.replace("/", ""), 0.95)]
    return [(word, likeness) for word, likeness in tried if word]


def _is_near(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes them the same."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rests = one[start:], other[start:]
    return rests[0][1:] == rests[1][1:] or rests[0][1:] == rests[1] or rests[0] == rests[1][1:]


def phrases(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """The known headings in a row of words: first word, word after the last, field; left to right.

    The longest known heading is taken wherever one begins.
    """
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            field, _ = known_as(" ".join(words[at : at + length]))
            if field:
                found.append((at, at + length, field))
                at += length
                break
        else:
            at += 1
    return found
