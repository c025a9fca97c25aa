"""Quantities in words: "2 boxes + 3 strips + 4 tablets", in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from theriac.core.formatting import MINUS, format_minor_units, format_number
from theriac.core.money import round_half_up
from theriac.core.quantity import split_into_packs


class PackWord(NamedTuple):
    """A pack's name as the catalogue holds it ("strip") and its base units."""

    name: str
    factor: int


_WORDS = {
    "ampoule": ngettext_lazy("%(count)s ampoule", "%(count)s ampoules", "count"),
    "bag": ngettext_lazy("%(count)s bag", "%(count)s bags", "count"),
    "bar": ngettext_lazy("%(count)s bar", "%(count)s bars", "count"),
    "blister": ngettext_lazy("%(count)s blister", "%(count)s blisters", "count"),
    "bottle": ngettext_lazy("%(count)s bottle", "%(count)s bottles", "count"),
    "box": ngettext_lazy("%(count)s box", "%(count)s boxes", "count"),
    "can": ngettext_lazy("%(count)s can", "%(count)s cans", "count"),
    "caplet": ngettext_lazy("%(count)s caplet", "%(count)s caplets", "count"),
    "capsule": ngettext_lazy("%(count)s capsule", "%(count)s capsules", "count"),
    "carton": ngettext_lazy("%(count)s carton", "%(count)s cartons", "count"),
    "cartridge": ngettext_lazy("%(count)s cartridge", "%(count)s cartridges", "count"),
    "container": ngettext_lazy("%(count)s container", "%(count)s containers", "count"),
    "dose": ngettext_lazy("%(count)s dose", "%(count)s doses", "count"),
    "g": ngettext_lazy("%(count)s g", "%(count)s g", "count"),
    "inhaler": ngettext_lazy("%(count)s inhaler", "%(count)s inhalers", "count"),
    "jar": ngettext_lazy("%(count)s jar", "%(count)s jars", "count"),
    "kit": ngettext_lazy("%(count)s kit", "%(count)s kits", "count"),
    "lozenge": ngettext_lazy("%(count)s lozenge", "%(count)s lozenges", "count"),
    "ml": ngettext_lazy("%(count)s ml", "%(count)s ml", "count"),
    "ovule": ngettext_lazy("%(count)s ovule", "%(count)s ovules", "count"),
    "pack": ngettext_lazy("%(count)s pack", "%(count)s packs", "count"),
    "pair": ngettext_lazy("%(count)s pair", "%(count)s pairs", "count"),
    "patch": ngettext_lazy("%(count)s patch", "%(count)s patches", "count"),
    "pen": ngettext_lazy("%(count)s pen", "%(count)s pens", "count"),
    "piece": ngettext_lazy("%(count)s piece", "%(count)s pieces", "count"),
    "roll": ngettext_lazy("%(count)s roll", "%(count)s rolls", "count"),
    "sachet": ngettext_lazy("%(count)s sachet", "%(count)s sachets", "count"),
    "spray": ngettext_lazy("%(count)s spray", "%(count)s sprays", "count"),
    "strip": ngettext_lazy("%(count)s strip", "%(count)s strips", "count"),
    "suppository": ngettext_lazy("%(count)s suppository", "%(count)s suppositories", "count"),
    "syringe": ngettext_lazy("%(count)s syringe", "%(count)s syringes", "count"),
    "tablet": ngettext_lazy("%(count)s tablet", "%(count)s tablets", "count"),
    "test": ngettext_lazy("%(count)s test", "%(count)s tests", "count"),
    "tin": ngettext_lazy("%(count)s tin", "%(count)s tins", "count"),
    "tube": ngettext_lazy("%(count)s tube", "%(count)s tubes", "count"),
    "unit": ngettext_lazy("%(count)s unit", "%(count)s units", "count"),
    "vial": ngettext_lazy("%(count)s vial", "%(count)s vials", "count"),
}


def known_pack_words() -> tuple[str, ...]:
    """The pack names that are pluralised and translated; any other is shown as it is written."""
    return tuple(sorted(_WORDS))


def count_of(name: str, count: int, country: str) -> str:
    """One count with its unit: "3 strips", "1 box"; a name that isn't known stays as written."""
    return _counted(name, count, country, get_language())


@lru_cache(maxsize=8_192)
def _counted(name: str, count: int, country: str, _language: str | None) -> str:
    """The same in the language that holds: a list says a few counts many times."""
    shown = format_number(count, country)
    words = _WORDS.get(name.strip().casefold())
    if words is None:
        return f"{shown} {name}"
    # A lazy plural picks its form by the number it is given; the shown text has separators.
    return str(words % {"count": count}).replace(str(count), shown, 1)


def quantity_words(quantity: int, packs: Iterable[tuple[str, int]], country: str) -> str:
    """Packs and loose units, zero parts left out; none is "None".

    ``packs`` holds at least the base unit (factor 1); without it loose units read "units". Of
    two packs with the same factor the first named is used.
    """
    names: dict[int, str] = {}
    for name, factor in packs:
        names.setdefault(factor, name)
    names.setdefault(1, "unit")
    if quantity == 0:
        return _("None")
    parts = split_into_packs(abs(quantity), list(names))
    words = " + ".join(count_of(names[part.factor], part.count, country) for part in parts)
    return MINUS + words if quantity < 0 else words


def days_words(days: int) -> str:
    """In the reader's language, counted: 1 day, 72 days."""
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def tenths_words(value: Fraction, country: str) -> str:
    """With one decimal, none where it is whole: 3, 3.4; halves away from zero."""
    if value.denominator == 1:
        return format_number(int(value), country)
    return format_minor_units(round_half_up(value * 10), 1, country)


def part_days_words(days: Fraction, country: str) -> str:
    """In the reader's language: 1 day, 3.4 days."""
    if days.denominator == 1:
        return days_words(int(days))
    return _("%(days)s days") % {"days": tenths_words(days, country)}
