"""What the index takes of a product: its words by the place they stand in, its codes, its rank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from uuid import UUID

from theriac.domains.catalog.search.index import IndexRow
from theriac.domains.catalog.search.standing import standing_of
from theriac.domains.catalog.search.text import PartKind, TextPart, tokens
from theriac.domains.catalog.search.words import other_words

MOST_TERMS = 96
"""Words kept of one product; no label comes near."""
LONGEST_TERM = 40
LONGEST_CODE = 15
"""Digits; a longer code of digits only is kept as a word."""


class WordPosition(IntEnum):
    """Where a word stands."""

    BEGINNING = 0
    NAME = 1
    CONTENT = 2
    OTHER_WORD = 3
    MAKER = 4


@dataclass(frozen=True, slots=True)
class SearchableProduct:
    """A product as the search reads it."""

    id: UUID
    name: str
    generic_name: str = ""
    substance: str = ""
    strength: str = ""
    dose_form: str = ""
    ingredients: str = ""
    """The substances of its generic."""
    manufacturer: str = ""
    barcodes: Sequence[str] = ()
    needs_prescription: bool = False
    active: bool = True

    @property
    def standing(self) -> int:
        """How it stands among what a query fits as well."""
        return standing_of(
            name=self.name,
            dose_form=self.dose_form,
            contents=(self.substance, self.generic_name, self.ingredients),
            needs_prescription=self.needs_prescription,
        )


def packed(document: IndexRow) -> str:
    """One text for a database column: a line for the name, one for each place, one for codes."""
    lines = [document.order_name, *(" ".join(terms) for terms in document.places)]
    return "\n".join([*lines, " ".join(document.codes)])


def unpacked(product_id: UUID, text: str, standing: int, *, active: bool) -> IndexRow:
    """The document that was packed."""
    name, *lines, codes = text.split("\n")
    places = [line.split(" ") if line else [] for line in lines]
    return IndexRow(product_id, name, places, codes.split(), standing, active)


def document_of(product: SearchableProduct) -> IndexRow:
    """The product made ready: each word once, at its best place; codes as digits without zeros."""
    name = tokens(product.name)
    made_of = [product.generic_name, product.substance, product.ingredients, product.dose_form]
    texts = [tokens(text) for text in (product.strength, *made_of, product.manufacturer)]
    strength, *content, maker = texts
    inside = [token for part in content for token in part]
    own = [name, strength, *content]
    codes, written_codes = _split_codes(product.barcodes)
    wanted = (
        _texts(name[:1]),
        _texts([*name[1:], *strength]),
        _texts(inside),
        [*_other_terms(own), *written_codes],
        [*_texts(maker), *_joined(maker)],
    )
    return IndexRow(
        product_id=product.id,
        order_name=" ".join(_texts(name))[:200],
        places=tuple(_each_once(wanted)),
        codes=codes,
        standing=product.standing,
        active=product.active,
    )


def _texts(found: Iterable[TextPart]) -> list[str]:
    return [token.text[:LONGEST_TERM] for token in found]


def _each_once(wanted: Iterable[Iterable[str]]) -> Iterator[tuple[str, ...]]:
    seen: set[str] = set()
    for terms in wanted:
        fresh = []
        for term in terms:
            if term not in seen and len(seen) < MOST_TERMS:
                seen.add(term)
                fresh.append(term)
        yield tuple(fresh)


def _split_codes(barcodes: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    digits: list[str] = []
    words: list[str] = []
    for code in barcodes:
        stripped = code.lstrip("0")
        if stripped.isascii() and stripped.isdigit() and len(stripped) <= LONGEST_CODE:
            digits.append(stripped)
        else:
            words += _texts(tokens(code))
    return tuple(digits), words


def _other_terms(parts: Iterable[Sequence[TextPart]]) -> Iterator[str]:
    """Joined spellings, the same strength in other units, and words that mean the same."""
    for found in parts:
        yield from _joined(found)
        yield from _initials(found)
        yield from _added_up(found)
        for before, token in zip([None, *found], found, strict=False):
            if before is not None and before.kind is PartKind.NUMBER:
                yield from _same_strength(before.text, token.text)
            if token.kind is PartKind.WORD:
                yield from other_words(token.text)


def _joined(found: Sequence[TextPart]) -> Iterator[str]:
    """co-trimoxazole as one word, and vitamin B 12 as B12."""
    for before, token in pairwise(found):
        if before.kind is not PartKind.WORD:
            continue
        if token.kind is PartKind.WORD and token.gap == "-":
            yield (before.text + token.text)[:LONGEST_TERM]
        if len(before.text) == 1 and token.gap in ("-", " ") and token.text.isdigit():
            yield before.text + token.text


def _initials(found: Sequence[TextPart]) -> Iterator[str]:
    """C D R as cdr."""
    letters = ""
    for part in [*found, None]:
        if part is not None and part.kind is PartKind.WORD and len(part.text) == 1:
            letters += part.text
            continue
        if len(letters) > 1:
            yield letters
        letters = ""


def _added_up(found: Sequence[TextPart]) -> Iterator[str]:
    """The whole of two strengths in one unit: 500 mg + 125 mg is sold as 625."""
    strengths = [
        (before.text, after.text)
        for before, after in pairwise(found)
        if before.kind is PartKind.NUMBER and after.text in _ADDED
    ]
    if len(strengths) == 2 and strengths[0][1] == strengths[1][1]:
        whole = [int(value) for value, _unit in strengths if value.isdigit()]
        if len(whole) == 2:
            yield str(sum(whole))


_ADDED = frozenset({"mg", "g", "mcg"})
_SHIFTS = {"g": ((3, "mg"),), "mg": ((-3, "g"), (3, "mcg")), "mcg": ((-3, "mg"),)}


def _same_strength(value: str, unit: str) -> Iterator[str]:
    """1 g also as 1000 mg, 0.25 mg also as 250 mcg; only values that people would write."""
    for places, other in _SHIFTS.get(unit, ()):
        shifted = _shifted(value, places)
        if len(shifted) <= 5 and (unit != "mg" or places < 0 or value.startswith("0.")):
            yield shifted
            yield other


def _shifted(value: str, places: int) -> str:
    whole, _, decimals = value.partition(".")
    digits = whole + decimals.ljust(max(places, 0), "0")
    point = len(whole) + places
    digits = digits.rjust(len(digits) + max(0, 1 - point), "0")
    point = max(point, 1)
    left = digits[:point].lstrip("0") or "0"
    right = digits[point:].rstrip("0")
    return f"{left}.{right}" if right else left
