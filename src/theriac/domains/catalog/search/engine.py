"""Search in an index: every word must match; where that finds nothing, what was meant is guessed.

The steps, the first that finds something wins:
1. every word fits by beginning or sound;
2. words that fit nothing are mended: written apart, misspelled, run together, else left out;
3. all fit, but no product has them all: written apart, misspelled, then one word may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from theriac.domains.catalog.search.abbreviations import NONE, Abbreviations, unabridged
from theriac.domains.catalog.search.correction import doubted, joined, mended, second_thought
from theriac.domains.catalog.search.cost_sum import QueryPart, combined, part_of
from theriac.domains.catalog.search.hits import levels_of, union
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.orders import LEVELS, NOWHERE, Popularity
from theriac.domains.catalog.search.ranking import groups
from theriac.domains.catalog.search.text import PartKind, query_tokens

MOST_TOKENS = 8
LEVELS_APART = LEVELS + 1


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """Products in order; ``total`` counts those beyond the limit too.

    ``ties`` has a number for each of ``product_ids``, the same for what nothing but the products'
    own order parts. ``corrected`` is what was searched instead, ``unmatched`` the words that
    nothing has; ``is_partial``: each product lacks a word that others have.
    """

    product_ids: tuple[UUID, ...] = ()
    total: int = 0
    corrected: str | None = None
    unmatched: tuple[str, ...] = ()
    ties: tuple[int, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class _Search:
    """One query in one index: what of it counts, how much is wanted, and where."""

    index: SearchIndex
    mask: int
    limit: int
    popularity: Popularity
    typed: str


def search_index(
    index: SearchIndex,
    text: str,
    *,
    limit: int | None,
    only_active: bool = True,
    popularity: Popularity = NOWHERE,
    own: Abbreviations = NONE,
) -> SearchOutcome:
    """What ``text`` finds in ``index``, at most ``limit`` products; nothing for a blank text.

    Without a limit all that it finds. ``popularity`` is that of the branch that asks,
    ``own`` are the pharmacy's abbreviations.
    """
    mask = index.mask(only_active=only_active)
    tokens = query_tokens(text)[:MOST_TOKENS]
    parts = [
        (own and unabridged(index, token, own, mask))
        or doubted(index, part_of(index, token, mask), mask)
        for token in tokens
    ]
    if not parts:
        return SearchOutcome()
    search = _Search(
        index,
        mask,
        len(index) if limit is None else limit,
        popularity,
        " ".join(part.stands_for or part.token.text for part in parts),
    )
    if all(part.levels for part in parts):
        return _found(search, parts)
    kept, unmatched = mended(index, parts, mask)
    if unmatched and not any(_says_something(part) for part in kept):
        return SearchOutcome(unmatched=tuple(part.token.text for part in parts))
    return replace(_found(search, kept), unmatched=tuple(unmatched))


def _says_something(part: QueryPart) -> bool:
    """Whether it may be looked for alone: a number or two letters mean nothing without the rest."""
    if part.stands_for:
        return True
    return part.token.kind is PartKind.WORD and len(part.token.text) > 2


def _found(search: _Search, parts: Sequence[QueryPart]) -> SearchOutcome:
    found = combined(parts, search.mask)
    return _outcome(search, found, parts) if found else _loosened(search, parts)


def _outcome(search: _Search, found: dict[int, int], parts: Sequence[QueryPart]) -> SearchOutcome:
    index, level = search.index, search.popularity.levels.get
    numbers: list[int] = []
    ties: list[int] = []
    for place, bits in enumerate(groups(index, found, search.typed)):
        if len(numbers) >= search.limit:
            break
        fresh = index.first_in_order(bits, search.limit - len(numbers), search.popularity)
        numbers += fresh
        ties += [place * LEVELS_APART - level(index.ids[number], 0) for number in fresh]
    return SearchOutcome(
        tuple(UUID(bytes=index.ids[number]) for number in numbers),
        union(found).bit_count(),
        _corrected(index, union(found), parts),
        ties=tuple(ties),
    )


def _corrected(index: SearchIndex, found: int, parts: Sequence[QueryPart]) -> str | None:
    """What was searched instead, where that isn't what was typed."""
    words = [part.meant or _guess_found(index, found, part) for part in parts]
    as_typed = not any(part.meant for part in parts)
    if as_typed and words == [part.token.text for part in parts]:
        return None
    return " ".join(words)


def _guess_found(index: SearchIndex, found: int, part: QueryPart) -> str:
    """The likeliest guess that is in what was found; the word itself where none was needed."""
    if not part.guesses or union(levels_of(index, part.token)) & found:
        return part.token.text
    used = (guess.word for guess in part.guesses if index.count(guess.word, found))
    return next(used, part.token.text)


def _loosened(search: _Search, parts: Sequence[QueryPart]) -> SearchOutcome:
    index, mask = search.index, search.mask
    for place in range(len(parts) - 1):
        word = joined(index, parts[place].token, parts[place + 1].token, mask)
        if word:
            together = [*parts[:place], word, *parts[place + 2 :]]
            if found := combined(together, mask):
                return _outcome(search, found, together)
    guessed = [second_thought(index, part, mask) for part in parts]
    if guessed != list(parts) and (found := combined(guessed, mask)):
        return _outcome(search, found, guessed)
    found = combined(parts, mask, misses=max(1, len(parts) // 2))
    return replace(_outcome(search, found, parts), is_partial=True)
