"""Adding up what the words of a query cost, for all documents at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.domains.catalog.search.hits import STEP, Guess, Levels, levels_of, union
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.text import TextPart

MISSING = 16
"""Steps of a word that a product lacks, above any match's; and more for each letter of it."""
MISSING_LETTER = 4
LETTERS_WEIGHED = 12


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One word of the query with what it matches, and what may have been meant by it.

    ``stands_for`` are the words of the pharmacy's own abbreviation.
    """

    token: TextPart
    levels: Levels
    meant: str = ""
    guesses: tuple[Guess, ...] = ()
    stands_for: str = ""


def part_of(index: SearchIndex, token: TextPart, mask: int) -> QueryPart:
    """The word with the documents of ``mask`` that it matches."""
    levels = levels_of(index, token)
    kept = {cost: bits & mask for cost, bits in levels.items()}
    return QueryPart(token, {cost: bits for cost, bits in sorted(kept.items()) if bits})


def combined(parts: Sequence[QueryPart], mask: int, *, misses: int = 0) -> dict[int, int]:
    """Documents by the least sum of costs; so many words may be absent."""
    by_missed: list[dict[int, int]] = [{0: mask}, *({} for _ in range(misses))]
    for part in parts:
        lacking = mask & ~union(part.levels)
        weight = STEP * (MISSING + MISSING_LETTER * min(len(part.token.text), LETTERS_WEIGHED))
        found = [_sums(before, part.levels) for before in by_missed]
        for missed, before in enumerate(by_missed[:-1], start=1):
            without = {cost + weight: bits & lacking for cost, bits in before.items()}
            found[missed] = _least([found[missed], without])
        by_missed = [_least([one]) for one in found]
    return _least(by_missed)


def _sums(before: dict[int, int], levels: Levels) -> dict[int, int]:
    sums: dict[int, int] = {}
    for cost, bits in before.items():
        for more, members in levels.items():
            both = bits & members
            if both:
                sums[cost + more] = sums.get(cost + more, 0) | both
    return sums


def _least(many: Sequence[dict[int, int]]) -> dict[int, int]:
    """Each document only at its least cost."""
    merged: dict[int, int] = {}
    for sums in many:
        for cost, bits in sums.items():
            merged[cost] = merged.get(cost, 0) | bits
    seen = 0
    least: dict[int, int] = {}
    for cost in sorted(merged):
        fresh = merged[cost] & ~seen
        if fresh:
            least[cost] = fresh
            seen |= fresh
    return least
