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

from theriac.domains.catalog.search.correction import doubted, joined, mended, second_thought
from theriac.domains.catalog.search.cost_sum import QueryPart, combined, part_of
from theriac.domains.catalog.search.hits import levels_of, union
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.text import query_tokens

MOST_TOKENS = 8


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """Products in order; ``total`` counts those beyond the limit too.

    ``corrected`` is what was searched instead, ``unmatched`` the words that nothing has.
    """

    product_ids: tuple[UUID, ...] = ()
    total: int = 0
    corrected: str | None = None
    unmatched: tuple[str, ...] = ()


def search_index(
    index: SearchIndex, text: str, *, limit: int | None, only_active: bool = True
) -> SearchOutcome:
    """What ``text`` finds in ``index``, at most ``limit`` products; nothing for a blank text.

    Without a limit all that it finds.
    """
    limit = len(index) if limit is None else limit
    mask = index.mask(only_active=only_active)
    tokens = query_tokens(text)[:MOST_TOKENS]
    parts = [doubted(index, part_of(index, token, mask), mask) for token in tokens]
    if not parts:
        return SearchOutcome()
    if all(part.levels for part in parts):
        found = combined(parts, mask)
        if found:
            return _outcome(index, found, parts, limit)
        return _loosened(index, parts, mask, limit)
    kept, unmatched = mended(index, parts, mask)
    found = combined(kept, mask) if kept else {}
    if kept and not found:
        outcome = _loosened(index, kept, mask, limit)
    else:
        outcome = _outcome(index, found, kept, limit)
    return replace(outcome, unmatched=(*unmatched, *outcome.unmatched))


def _outcome(
    index: SearchIndex, found: dict[int, int], parts: Sequence[QueryPart], limit: int
) -> SearchOutcome:
    numbers: list[int] = []
    total = 0
    for _, bits in sorted(found.items()):
        total += bits.bit_count()
        if len(numbers) < limit:
            numbers += index.first_in_order(bits, limit - len(numbers))
    ids = tuple(UUID(bytes=index.ids[number]) for number in numbers)
    return SearchOutcome(ids, total, _corrected(index, union(found), parts))


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


def _loosened(
    index: SearchIndex, parts: Sequence[QueryPart], mask: int, limit: int
) -> SearchOutcome:
    for place in range(len(parts) - 1):
        word = joined(index, parts[place].token, parts[place + 1].token, mask)
        if word:
            together = [*parts[:place], word, *parts[place + 2 :]]
            if found := combined(together, mask):
                return _outcome(index, found, together, limit)
    guessed = [second_thought(index, part, mask) for part in parts]
    if guessed != list(parts) and (found := combined(guessed, mask)):
        return _outcome(index, found, guessed, limit)
    return _outcome(index, combined(parts, mask, may_miss=True), parts, limit)
