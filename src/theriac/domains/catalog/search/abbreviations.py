"""A pharmacy's own abbreviations in a query; the counter has ``search/abbreviations.js``.

A word that is one fits what it fits itself, and whatever all its words fit as if they were typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from theriac.domains.catalog.search.cost_sum import QueryPart, combined, part_of
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.text import PartKind, TextPart, tokens

SHORTEST = 2
"""Letters: every word begins with one, and is looked for while it is typed."""
LONGEST = 12
MOST_WORDS = 6

Abbreviations = Mapping[str, Sequence[TextPart]]
"""What is meant, by the abbreviation as the search reads it."""
NONE: Abbreviations = {}


def read_abbreviation(written: str) -> str | None:
    """The one word that is typed, as the search reads it; None where it isn't a word of 2 to 12."""
    found = tokens(written)
    if len(found) != 1 or found[0].kind is not PartKind.WORD:
        return None
    return found[0].text if SHORTEST <= len(found[0].text) <= LONGEST else None


def table_of(rows: Iterable[tuple[str, str]]) -> Abbreviations:
    """The table out of abbreviations with their words."""
    return {short: tokens(words) for short, words in rows}


def unabridged(
    index: SearchIndex, token: TextPart, own: Abbreviations, mask: int
) -> QueryPart | None:
    """The word with what is meant by it; None where it is none, or nothing has what it means."""
    words = own.get(token.text, ())
    meant = combined([part_of(index, word, mask) for word in words], mask) if words else {}
    if not meant:
        return None
    itself = part_of(index, token, mask)
    levels = dict(itself.levels)
    for cost, bits in meant.items():
        levels[cost] = levels.get(cost, 0) | bits
    spelled_out = " ".join(word.text for word in words)
    return replace(itself, levels=dict(sorted(levels.items())), stands_for=spelled_out)
