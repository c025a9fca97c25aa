"""Which substance a typed text names; the counter's ``domain/medicines.js`` reads it alike.

The text begins with the whole name of a substance, in whatever spelling sounds alike, or with a
word that means the same; what follows narrows, and the longest name counts. One word of four
letters or more may also be the beginning of a name, where all that begin so begin alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from theriac.domains.catalog.search.spelling.sounds import sound
from theriac.domains.catalog.search.text import query_tokens
from theriac.domains.catalog.search.words import other_words

LONGEST_NAME = 6
"""Words of a substance's name that are looked at."""
SHORTEST_BEGINNING = 4


def keys_named(text: str, keys: Iterable[str]) -> set[str]:
    """Those of the substances' ``keys`` that ``text`` names; none for a text that names none."""
    words = [token.text for token in query_tokens(text)]
    if not words:
        return set()
    spoken: dict[str, set[str]] = defaultdict(set)
    known = list(keys)
    for key in known:
        spoken[_spoken(key.split(" "))].add(key)
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        found = spoken.get(_spoken(words[:count]))
        if found:
            return found
    same = {key for key in known if _means(key, words[0])}
    return same or (_begun(words[0], known) if len(words) == 1 else set())


def _means(key: str, word: str) -> bool:
    """Whether a substance of one word is also called so, such as paracetamol by pct."""
    return " " not in key and any(sound(other) == sound(word) for other in other_words(key))


def _begun(word: str, keys: Sequence[str]) -> set[str]:
    if len(word) < SHORTEST_BEGINNING:
        return set()
    found = {key for key in keys if key.startswith(word)}
    return found if len({key.split(" ")[0] for key in found}) == 1 else set()


def _spoken(words: Sequence[str]) -> str:
    return " ".join(sound(word) or word for word in words)
