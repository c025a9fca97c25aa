"""What may have been meant by words that fit nothing: apart, together, misspelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from theriac.domains.catalog.search.cost_sum import QueryPart, combined, part_of
from theriac.domains.catalog.search.hits import (
    SLIP,
    guesses_of,
    is_spelled_so,
    levels_of_guesses,
    union,
)
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.text import PartKind, TextPart

SHORTEST_HALF = 3
FEW = 5
"""Products below which a word that only sounds right may as well be a misspelling."""


def doubted(index: SearchIndex, part: QueryPart, mask: int) -> QueryPart:
    """The part, with guesses where it fits a few products and those by sound alone."""
    if part.token.kind is not PartKind.WORD or not part.levels:
        return part
    if union(part.levels).bit_count() >= FEW or is_spelled_so(index, part.token, mask):
        return part
    return _guessed(index, part, mask) or part


def second_thought(index: SearchIndex, part: QueryPart, mask: int) -> QueryPart:
    """The part, with guesses unless it has some, or something is spelled so.

    Words that exist are never taken for others: what lacks a strength isn't another substance.
    """
    is_clear = part.meant or part.guesses or part.stands_for
    if is_clear or is_spelled_so(index, part.token, mask):
        return part
    return _guessed(index, part, mask, thorough=False) or part


def mended(
    index: SearchIndex, parts: Sequence[QueryPart], mask: int
) -> tuple[list[QueryPart], list[str]]:
    """The parts with those mended that fit nothing, and the words that can't be."""
    kept: list[QueryPart] = []
    unmatched: list[str] = []
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        if part.levels:
            kept.append(part)
            continue
        after = waiting[0] if waiting else None
        if after and (word := joined(index, part.token, after.token, mask)):
            waiting.pop(0)
            kept.append(word)
        elif kept and (word := joined(index, kept[-1].token, part.token, mask)):
            kept[-1] = word
        elif alone := _mended_alone(index, part, mask):
            kept += alone
        else:
            unmatched.append(part.token.text)
    return kept, unmatched


def _mended_alone(index: SearchIndex, part: QueryPart, mask: int) -> list[QueryPart]:
    """A word mended without its neighbours: misspelled, else two run together.

    A guess that only leaves out the second half isn't one: vitaminc is vitamin c.
    """
    guessed = _guessed(index, part, mask)
    close = guessed is not None and guessed.guesses[0].cost <= SLIP + 1
    if guessed and close and not part.token.text.startswith(guessed.guesses[0].word):
        return [guessed]
    return _halves(index, part.token, mask) or ([guessed] if guessed else [])


def joined(index: SearchIndex, first: TextPart, second: TextPart, mask: int) -> QueryPart | None:
    """The two as one word: para cetamol, B 12."""
    if first.kind is not PartKind.WORD or "." in second.text:
        return None
    part = part_of(index, TextPart(first.text + second.text, PartKind.WORD, first.gap), mask)
    return replace(part, meant=part.token.text) if part.levels else None


def _halves(index: SearchIndex, token: TextPart, mask: int) -> list[QueryPart]:
    """The word cut in two where the left half is a word and the right one begins one.

    A right half of a letter or two is a word itself: nearly everything begins with ``te``.
    """
    for cut in range(len(token.text) - 1, SHORTEST_HALF - 1, -1):
        left, right = token.text[:cut], token.text[cut:]
        if left not in index.postings:
            continue
        if len(right) < SHORTEST_HALF and right not in index.postings:
            continue
        halves = [
            part_of(index, TextPart(half, PartKind.WORD, " "), mask) for half in (left, right)
        ]
        if all(half.levels for half in halves) and combined(halves, mask):
            return [replace(half, meant=half.token.text) for half in halves]
    return []


def _guessed(
    index: SearchIndex, part: QueryPart, mask: int, *, thorough: bool = True
) -> QueryPart | None:
    guesses = guesses_of(index, part.token, mask, thorough=thorough)
    if not guesses:
        return None
    levels = dict(part.levels)
    for cost, bits in levels_of_guesses(index, guesses).items():
        if bits & mask:
            levels[cost] = levels.get(cost, 0) | bits & mask
    return replace(part, levels=dict(sorted(levels.items())), guesses=tuple(guesses))
