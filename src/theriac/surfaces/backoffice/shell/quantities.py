"""Quantities in words: "2 boxes + 3 strips + 4 tablets", in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.formatting import MINUS, format_minor_units, format_number
from theriac.core.money import round_half_up
from theriac.core.quantity import split_into_packs
from theriac.domains.catalog.pack_words import count_of


class PackWord(NamedTuple):
    """A pack's name as the catalogue holds it ("strip") and its base units."""

    name: str
    factor: int


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
