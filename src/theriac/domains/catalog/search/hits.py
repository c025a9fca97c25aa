"""Which documents a word matches, and at what cost: 0 for the product's own first word, exactly.

A cost is how well the word fits, in steps of ``STEP``, and below a step where the word stands: what
fits as well is an equal match, and its order is ``ranking``'s. All costs are small whole numbers,
so a browser and any database come to the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from theriac.domains.catalog.search.documents import LONGEST_CODE
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.spelling.distance import slips_allowed
from theriac.domains.catalog.search.spelling.sounds import sound, sounds_of_beginning
from theriac.domains.catalog.search.text import PartKind, TextPart

STEP = 64
"""More than all words of a query together add for where they stand."""
FURTHER = (0, 0, 0, 0, 3)
"""Steps that a place adds: the maker's name is seldom what was meant."""
EXACT = 0
BEGINNING = 1
BEGINNING_OF_LITTLE = 6
"""One or two letters, or a number, say little by being a beginning: 50 isn't meant as 500."""
BEGINNING_OF_CODE = 3
SAME_SOUND = 1
SOUND_BEGINNING = 2
SLIP = 3
"""Added to the number of slips; one more where only a beginning fits."""
OTHER_GUESS = 5
"""Added for every guess but the likeliest: ampicillin comes after all that is amoxicillin."""
SHORTEST_SOUND = 3
SHORTEST_CODE = 4
MOST_GUESSES = 24

Levels = dict[int, int]
"""The documents (bits) by cost."""


@dataclass(frozen=True, slots=True, order=True)
class Guess:
    """A word that may have been meant; of words as near, the commoner is likelier."""

    cost: int
    rarity: int
    word: str


def levels_of(index: SearchIndex, token: TextPart) -> Levels:
    """The documents that have ``token`` as a word, its beginning or its sound, or as a code."""
    key = token.text if token.kind is PartKind.WORD else f"#{token.text}"
    return index.remembered(key, lambda: _levels(index, token))


def _levels(index: SearchIndex, token: TextPart) -> Levels:
    costs: dict[int, list[str]] = {}
    for term, cost in _fitting(index, token).items():
        costs.setdefault(cost, []).append(term)
    levels: Levels = {}
    for cost, terms in costs.items():
        _add(levels, index, terms, cost)
    if token.kind is PartKind.NUMBER:
        _add_codes(levels, index, token.text)
    return levels


def _fitting(index: SearchIndex, token: TextPart) -> dict[str, int]:
    """The words in use that fit, each at its least cost."""
    fitting = dict.fromkeys(index.terms_beginning(token.text), _cost_of_beginning(token))
    if token.text in fitting:
        fitting[token.text] = EXACT
    if token.kind is PartKind.NUMBER:
        return fitting
    whole = sound(token.text)
    for beginning in sounds_of_beginning(token.text):
        if len(beginning) >= SHORTEST_SOUND:
            for heard, term in index.soundings.beginning(beginning):
                fitting.setdefault(term, SAME_SOUND if heard == whole else SOUND_BEGINNING)
    return fitting


def _cost_of_beginning(token: TextPart) -> int:
    is_little = token.kind is PartKind.NUMBER or len(token.text) <= 2
    return BEGINNING_OF_LITTLE if is_little else BEGINNING


def _add(levels: Levels, index: SearchIndex, terms: Iterable[str], cost: int) -> None:
    for place, bits in enumerate(index.documents_by_place(list(terms))):
        if bits:
            at = (cost + FURTHER[place]) * STEP + place
            levels[at] = levels.get(at, 0) | bits


def _add_codes(levels: Levels, index: SearchIndex, digits: str) -> None:
    if not (SHORTEST_CODE <= len(digits) <= LONGEST_CODE and digits.isdigit()):
        return
    exact, longer = index.documents_by_code(digits, LONGEST_CODE)
    for cost, bits in ((EXACT, exact), (BEGINNING_OF_CODE * STEP, longer)):
        if bits:
            levels[cost] = levels.get(cost, 0) | bits


def union(levels: Levels) -> int:
    """All documents at any cost."""
    found = 0
    for bits in levels.values():
        found |= bits
    return found


def is_spelled_so(index: SearchIndex, token: TextPart, mask: int) -> bool:
    """Whether some product has a word that begins with exactly these letters."""
    found = index.documents_by_place(index.terms_beginning(token.text))
    return any(bits & mask for bits in found)


def guesses_of(
    index: SearchIndex, token: TextPart, mask: int, *, thorough: bool = True
) -> list[Guess]:
    """Words in use that ``token`` may be a misspelling of, the likeliest first.

    Words with the same first letter, of which what is typed may be the beginning; where there is
    none and the search is ``thorough``, whole words that differ once anywhere. Not words that
    sound the same: those fit without guessing.
    """
    if token.kind is not PartKind.WORD or not token.text.isascii():
        return []
    typed = sound(token.text)
    most = min(slips_allowed(token.text), slips_allowed(typed))
    if not most:
        return []
    found = _used(index, _near_beginnings(index, typed, most), mask)
    if not found and thorough:
        found = _used(index, _near_wholes(index, typed), mask)
    likeliest = sound(found[0].word) if found else ""
    return [
        guess if sound(guess.word) == likeliest else replace(guess, cost=guess.cost + OTHER_GUESS)
        for guess in found[:MOST_GUESSES]
    ]


def _used(index: SearchIndex, words: Iterable[tuple[int, str]], mask: int) -> list[Guess]:
    """Guesses that some product has, in order."""
    counted = ((cost, index.count(word, mask), word) for cost, word in words)
    return sorted(Guess(cost, -count, word) for cost, count, word in counted if count)


def _near_beginnings(index: SearchIndex, typed: str, most: int) -> Iterator[tuple[int, str]]:
    """Words that begin with the first letter typed, or the second where two were swapped."""
    for word, whole, beginning in index.soundings.near(typed, most, first=typed[:2]):
        if whole:
            yield min(SLIP + whole if whole <= most else 99, SLIP + 1 + beginning), word


def _near_wholes(index: SearchIndex, typed: str) -> Iterator[tuple[int, str]]:
    """Whole words with one slip anywhere: the first letter is seldom wrong, then alone."""
    for word, whole, _beginning in index.soundings.near(typed, 1):
        if whole == 1:
            yield SLIP + whole, word


def levels_of_guesses(index: SearchIndex, guesses: Iterable[Guess]) -> Levels:
    """The documents that have one of the guessed words."""
    levels: Levels = {}
    costs: dict[int, list[str]] = {}
    for guess in guesses:
        costs.setdefault(guess.cost, []).append(guess.word)
    for cost, words in costs.items():
        _add(levels, index, words, cost)
    return levels
