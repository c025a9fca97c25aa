"""One spelling for what sounds alike in English, Indonesian and Indian medicine names.

Parasetamol and paracetamol, amoksisilin and amoxicillin, sulphate and sulfat meet here.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ph", "f"),
        (r"ch|kh|ck", "k"),
        (r"th", "t"),
        (r"rh", "r"),
        (r"gh", "g"),
        (r"dj", "j"),
        (r"xc", "ks"),
        (r"cc(?=[eiy])", "ks"),
        (r"sc(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"x", "ks"),
        (r"y", "i"),
        (r"z", "s"),
        (r"v", "f"),
        (r"[ao]e", "e"),
        (r"(.)\1+", r"\1"),
        (r"(?<=...)e$", ""),
    )
]


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How ``word`` sounds, in letters; a word with other than a to z stays as it is."""
    if not (word.isascii() and word.isalpha()):
        return word
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


def sounds_of_beginning(word: str) -> list[str]:
    """How a word that is still being typed may sound: what follows changes a last c or p."""
    found = [sound(word)]
    if word.endswith("c"):
        found.append(sound(word + "e"))
    if word.endswith("p"):
        found.append(sound(word + "h"))
    return found
