"""The generic that a product's own texts name without doubt: substances, strengths and form.

Anything that could be read in two ways is left open, for a person to say: numbers of substances
and strengths that differ, brackets, a form or a strength that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from theriac.domains.catalog.medicines.forms import form_of
from theriac.domains.catalog.medicines.strengths import strength_key, strengths_in
from theriac.domains.catalog.search.text import plain, tokens

LONGEST_SUBSTANCE = 120
LONGEST_STRENGTH = 60
MOST_INGREDIENTS = 8
_BETWEEN = re.compile(r"\s*(?:\+|;|&|,(?!\d)|/(?=\s*[a-z]{6})|\s(?:and|dan)\s)\s*", re.IGNORECASE)
"""What stands between substances; a slash only before a word too long for a unit."""
_BETWEEN_STRENGTHS = re.compile(r"\s*(?:\+|;|&|\s/\s)\s*")
_SHARED_UNIT = re.compile(
    r"(\d+(?:[.,]\d+)?(?:\s*/\s*\d+(?:[.,]\d+)?)+)\s*([a-z%]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RecognisedIngredient:
    """One substance of a medicine with its strength, as they are written."""

    substance: str
    strength: str

    @property
    def key(self) -> str:
        """What makes two parts one."""
        return f"{substance_key(self.substance)}={strength_key(self.strength)}"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A medicine: its substances with their strengths, and its form."""

    parts: tuple[RecognisedIngredient, ...]
    dose_form: str

    @property
    def key(self) -> str:
        """Equal for the same substances, strengths and form, in whatever order and writing."""
        return f"{'+'.join(sorted(part.key for part in self.parts))}|{self.dose_form}"

    @property
    def name(self) -> str:
        """As people read it: Amoxicillin 500 mg + clavulanic acid 125 mg tablet."""
        first, *others = (f"{part.substance} {part.strength}" for part in self.parts)
        rest = (other[:1].lower() + other[1:] for other in others)
        return f"{' + '.join([first[:1].upper() + first[1:], *rest])} {self.dose_form}"


def substance_key(written: str) -> str:
    """The substance for comparing: letters and numbers in one writing."""
    return " ".join(token.text for token in tokens(written))


def medicine_of(parts: Sequence[tuple[str, str]], dose_form: str) -> Recognised | None:
    """The medicine of these (substance, strength) and this form; None where one isn't readable."""
    form = form_of(dose_form)
    found = tuple(
        RecognisedIngredient(" ".join(name.split()), " ".join(size.split())) for name, size in parts
    )
    keys = [substance_key(part.substance) for part in found]
    whole = (
        form
        and 0 < len(found) <= MOST_INGREDIENTS
        and all(keys)
        and len(set(keys)) == len(keys)
        and all(strength_key(part.strength) for part in found)
        and all(len(part.substance) <= LONGEST_SUBSTANCE for part in found)
        and all(len(part.strength) <= LONGEST_STRENGTH for part in found)
    )
    return Recognised(found, form) if whole else None


def recognise(
    *, substance: str, generic_name: str, strength: str, dose_form: str
) -> Recognised | None:
    """The medicine that the fields name without doubt, or None.

    The substance counts before the generic name. Strengths stand in their own field, or behind
    each substance; where they stand in both, the two must agree.
    """
    written = substance.strip() or generic_name.strip()
    if not written or re.search(r"[()\[\]]", written):
        return None
    parts = [_parted(one) for one in _BETWEEN.split(written)]
    names, inside = [name for name, _size in parts], [size for _name, size in parts]
    given = _strengths(strength, len(names))
    if any(inside):
        if given and [*map(strength_key, given)] != [*map(strength_key, inside)]:
            return None
        given = inside
    if len(given) != len(names):
        return None
    return medicine_of(list(zip(names, given, strict=True)), dose_form)


def parts_of(written: str) -> list[tuple[str, str]]:
    """Substances with their strengths out of "Amoxicillin 500 mg + Clavulanic acid 125 mg".

    A part without a strength has "" for one; an empty text has no parts.
    """
    return [_parted(one) for one in _BETWEEN.split(written.strip()) if one.strip()]


def _parted(text: str) -> tuple[str, str]:
    """Name and strength of "Amoxicillin 500 mg"; no strength where none stands at the end."""
    bare = plain(text)
    found = strengths_in(bare)
    if found and found[-1][1] == len(bare.rstrip()) and found[-1][0] and len(bare) == len(text):
        return text[: found[-1][0]].strip(), text[found[-1][0] :].strip()
    return text.strip(), ""


def _strengths(text: str, count: int) -> list[str]:
    """The strengths of ``count`` substances; fewer or more where the text doesn't say so many.

    What stands per so much behind the last alone (125 mg + 31.25 mg/5 ml) holds for each.
    """
    if not text.strip():
        return []
    shared = _SHARED_UNIT.fullmatch(text.strip())
    if shared and count > 1:
        return [f"{amount.strip()} {shared[2]}" for amount in shared[1].split("/")]
    found = [part for part in _BETWEEN_STRENGTHS.split(text.strip()) if part]
    last, slash, per = found[-1].rpartition("/") if found else ("", "", "")
    if slash and last and not any("/" in part for part in found[:-1]):
        return [f"{part}/{per}" for part in found[:-1]] + found[-1:]
    return found
