"""How a part of a name sounds, for Indonesian and Indian spellings: alike where people mix them up.

Old and new spelling (Soekarno, Sukarno; Tjahjono, Cahyono), Arabic names in many forms (Muhammad,
Mohamad, Achmad, Akhmad), f, p, v and w, s, sh, sy and z, d and t at the end, doubled letters. What
is left are the first sound and the consonants. Too much is better than too little here: what is
found is shown to a person.
"""

from __future__ import annotations

import re
from functools import lru_cache

from theriac.core.persons.names import written_out

_SPELLINGS = (
    (r"oe|ou|oo", "u"),
    (r"tj(?=[aeiou])", "c"),
    (r"dj(?=[aeiou])", "j"),
    (r"nj(?=[aeiou])", "ny"),
    (r"(?<=[aeiou])hj(?=[aeiou])", "hy"),
    (r"sj|sy|sh", "s"),
    (r"^ch(?=[aeiou])", "c"),
    (r"ch(?=[aeiou])", "c"),
    (r"kh|ch", "h"),
    (r"ph|[fvw]", "p"),
    (r"([bdgtj])h", r"\1"),
    (r"ck|[qx]", "k"),
    (r"z", "s"),
    (r"ks", "k"),
    (r"dz", "d"),
)
_RULES = tuple((re.compile(pattern), with_) for pattern, with_ in _SPELLINGS)
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiouyh")


@lru_cache(maxsize=4096)
def sound_of(part: str) -> str:
    """The sound of a folded part; a part of another script is its own."""
    if not part.isascii() or not part.isalpha():
        return part
    text = written_out(part)
    for pattern, with_ in _RULES:
        text = pattern.sub(with_, text)
    text = _DOUBLED.sub(r"\1", text)
    if not text:
        return part
    first = "i" if text[0] in "yi" else "u" if text[0] in "ou" else text[0]
    rest = _DOUBLED.sub(r"\1", "".join(letter for letter in text[1:] if letter not in _VOWELS))
    ended = rest[:-1] + "t" if rest.endswith("d") else rest
    return first + ended if ended else text
