"""How a product stands among those that a query fits as well: one small whole number.

Of products that fit alike the lower comes first: a single substance before a combination, what is
swallowed before what is put on, in or under the skin, what is sold freely before what needs a
prescription, and the plain one before what a name sets apart: a child's, a forte. It is worked out
once, when the product changes; the counter gets it with the product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from theriac.domains.catalog.search.text import PartKind, tokens

COMPOUND = 256
"""Added for two substances or more: it weighs more than all else, and before the branch's sales."""
WAY, PRESCRIPTION, CHILD = 32, 16, 8
MOST_APART = 7
_SEVERAL = re.compile(r"[+;&]|,(?=\s*[^\W\d])|\b(?:dan|and)\b")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


class Way(IntEnum):
    """How a medicine gets into a body, the commonest at a counter first."""

    SWALLOWED = 0
    DRUNK = 1
    ELSEWHERE = 2
    INJECTED = 3


_FORMS = {
    Way.INJECTED: "injection injeksi inj ampul ampoule amp vial infusion infus inf flabot syringe"
    " suppository supositoria supp pessary ovula enema pen",
    Way.ELSEWHERE: "cream krim cr ointment salep oint gel lotion losion powder bedak spray inhaler"
    " turbuhaler nebules respule patch plester shampoo sampo soap sabun eye mata ear telinga"
    " nasal hidung mouthwash kumur liniment vaginal rectal transdermal plaster handrub",
    Way.DRUNK: "syrup sirup syr sir suspension suspensi susp drops drop tetes elixir eliksir"
    " emulsion emulsi solution larutan sachet sach granules granul liquid cair oral eff"
    " effervescent permen chew",
    Way.SWALLOWED: "tablet tab tabs tabl caplet kaplet kapl capl capsule kapsul cap caps softgel"
    " lozenge pil pill",
}
_CHILD = frozenset("anak kid kids child children baby bayi junior jr paed paediatric".split())
_PACKED = frozenset(
    "isi new pack box strip str btl fls dus tube pcs pc s x mg g gr gm ml mcg l iu".split()
)
_WAY_OF = {word: way for way, words in _FORMS.items() for word in words.split()}


def standing_of(
    *, name: str, dose_form: str, contents: Iterable[str], needs_prescription: bool
) -> int:
    """The product's number. ``contents`` are texts of its substances, the likeliest first."""
    compound = COMPOUND if is_compound(contents) else 0
    prescription = PRESCRIPTION if needs_prescription else 0
    way = WAY * way_of(dose_form, name)
    return compound + way + prescription + set_apart(name)


def is_compound(contents: Iterable[str]) -> bool:
    """Whether the first text that says anything names two substances or more."""
    said = next((text for text in contents if text.strip()), "")
    parts = _SEVERAL.split(_IN_BRACKETS.sub(" ", said.casefold()))
    return sum(any(letter.isalpha() for letter in part) for part in parts) > 1


def set_apart(name: str) -> int:
    """How many words of a name say more than brand, form, strength, pack; a child's weigh most."""
    words = [part.text for part in tokens(name) if part.kind is PartKind.WORD][1:]
    said = [word for word in words if word not in _WAY_OF and word not in _PACKED]
    child = CHILD if _CHILD.intersection(words) else 0
    return child + min(len(said), MOST_APART)


def way_of(dose_form: str, name: str) -> Way:
    """By the words of the form, else of the name; what says nothing is taken for swallowed."""
    for text in (dose_form, name):
        found = [
            _WAY_OF[part.text]
            for part in tokens(text)
            if part.kind is PartKind.WORD and part.text in _WAY_OF
        ]
        if found:
            return max(found)
    return Way.SWALLOWED
