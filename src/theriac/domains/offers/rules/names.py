"""What a name of goods tells, as a wholesaler or the catalogue writes it: words, strength, form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from theriac.domains.catalog.medicines.forms import form_named_in
from theriac.domains.catalog.medicines.strengths import strength_key, strengths_in
from theriac.domains.catalog.search.spelling.sounds import sound
from theriac.domains.catalog.search.text import PartKind, plain, tokens

SAME_FORM = {
    "caplet": "tablet",
    "film-coated tablet": "tablet",
    "enteric-coated tablet": "tablet",
    "chewable tablet": "tablet",
    "dry syrup": "syrup",
    "suspension": "syrup",
}
"""Forms that lists don't keep apart; what isn't here is a form of its own."""
_PACKED = re.compile(r"\d+\s*(?:x|\*|×)\s*\d+(?:\s*(?:x|\*|×)\s*\d+)?(?:\s*'?s\b)?|\d+\s*'?s\b")
_VOLUME = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:ml|cc|l)\b")
_NOISE = frozenset(
    "tab tabs tablet tablets tabl kap kaps kapsul caps capsule capsules kaplet caplet kapl syr "
    "sirup syrup drop drops susp suspensi cr krim cream salep oint gel inj injeksi ampul amp vial "
    "fls flc botol btl box dus strip str tube tub sachet sach pcs ktk kotak mg ml g mcg iu gr cc "
    "fct dan and dengan with isi per new s x b pack pot bks sch supp kf generik".split()
)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class GoodsName:
    """The distinct words of a name by their sound, and what it says of the medicine.

    ``spelled`` are the words as they are written.
    ``strengths`` are keys that compare (``medicines.strengths``), ``volumes`` of bottles as they
    are written, ``numbers`` those without a unit, which may be a strength; ``form`` is "" where
    none is named.
    """

    words: frozenset[str]
    spelled: frozenset[str]
    strengths: frozenset[str]
    volumes: frozenset[str]
    numbers: frozenset[str]
    form: str


def read_name(text: str, *, strength: str = "", form: str = "") -> GoodsName:
    """What a name tells, with the strength and form that stand in fields of their own."""
    folded = plain(text[:LONGEST])
    found = strengths_in(folded)
    bare = folded
    for start, end, _written in reversed(found):
        bare = f"{bare[:start]} {bare[end:]}"
    bare = _PACKED.sub(" ", bare)
    volumes = frozenset(one[1].replace(",", ".") for one in _VOLUME.finditer(bare))
    parts = tokens(_VOLUME.sub(" ", bare))
    words = [part.text for part in parts if part.kind is PartKind.WORD]
    named = form_named_in(tuple(words)) or form_named_in((plain(form),) if form else ())
    keys = {strength_key(written) for _start, _end, written in found}
    keys |= {strength_key(one) for _s, _e, one in strengths_in(plain(strength))}
    return GoodsName(
        words=frozenset(
            (sound(word) or word) if len(word) > 1 else word for word in words if word not in _NOISE
        ),
        spelled=frozenset(word for word in words if word not in _NOISE),
        strengths=frozenset(keys - {""}),
        volumes=volumes,
        numbers=frozenset(part.text for part in parts if part.kind is PartKind.NUMBER),
        form=SAME_FORM.get(named, named),
    )


def can_be_same(one: GoodsName, other: GoodsName) -> bool:
    """Whether nothing that both tell speaks against it; a 500 mg is never a 250 mg."""
    if one.form and other.form and one.form != other.form:
        return False
    if one.volumes and other.volumes and not one.volumes & other.volumes:
        return False
    return _strengths_agree(one, other) and _strengths_agree(other, one)


def _strengths_agree(one: GoodsName, other: GoodsName) -> bool:
    if one.strengths and other.strengths:
        return one.strengths <= other.strengths or other.strengths <= one.strengths
    if other.strengths and one.numbers:
        return bool(one.numbers & _numbers_of(other.strengths))
    return True


def _numbers_of(strengths: frozenset[str]) -> set[str]:
    """How strengths are written without units: each, a compound's sum, and of a syrup for 5 ml."""
    amounts = [Fraction(key.split(" ", 1)[0]) for key in strengths]
    whole = [str(one) for one in (*amounts, sum(amounts)) if one.denominator == 1]
    per = {str(one * 5) for one in amounts if (one * 5).denominator == 1}
    return {*whole, *per}


def likeness(one: GoodsName, other: GoodsName) -> int:
    """How alike two names are that can be the same, in thousandths; 1,000 only where all is said.

    By words in common (Dice); a word counts half where the other begins with it, as in AMOX.
    """
    if not one.words or not other.words:
        return 0
    same = one.words & other.words
    halves = sum(_is_begun(word, other.words - same) for word in one.words - same if len(word) >= 3)
    score = 1_000 * (2 * len(same) + halves) // (len(one.words) + len(other.words))
    if one.strengths == other.strengths and one.volumes == other.volumes:
        is_whole = one.form == other.form or not one.form or not other.form
        is_whole = is_whole and one.spelled == other.spelled
        return score if is_whole else min(score, 999)
    has_number = bool(one.numbers & _numbers_of(other.strengths))
    return min(score, 999) if has_number else min(score, 950)


def _is_begun(word: str, others: frozenset[str]) -> bool:
    return any(other.startswith(word) for other in others)
