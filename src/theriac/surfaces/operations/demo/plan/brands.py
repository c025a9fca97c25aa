"""Made-up brand names: a substance's stem and the maker's own ending, so that none is real."""

from __future__ import annotations

from functools import cache

from theriac.surfaces.operations.demo.plan.sources import Maker, presentations

_VOWELS = "aeiouy"
_STEM = 4


@cache
def stems() -> dict[str, str]:
    """A stem for each substance, unlike every other's, ending in a consonant where it can.

    A combination's stem takes of its first two parts.
    """
    taken: dict[str, str] = {}
    stem_of: dict[str, str] = {}
    for presentation in presentations():
        substance = presentation.substance
        if substance in stem_of:
            continue
        stem = next(stem for stem in _candidates(substance) if stem not in taken)
        taken[stem] = substance
        stem_of[substance] = stem
    return stem_of


def brand_name(substance: str, maker: Maker) -> str:
    """The maker's brand of a substance: ``Paraculen``."""
    return (stems()[substance] + maker.brand_ending).capitalize()


def _candidates(substance: str) -> list[str]:
    parts = [
        "".join(letter for letter in part.lower() if letter.isalpha())
        for part in substance.split(" + ")
    ]
    head = "".join(part[:3] for part in parts[1:2]) if len(parts) > 1 else ""
    first = parts[0]
    stems_ = [
        first[:length] + head
        for length in range(_STEM, len(first) + 1)
        if first[length - 1] not in _VOWELS
    ]
    return [*stems_, first + head, "".join(parts)]
