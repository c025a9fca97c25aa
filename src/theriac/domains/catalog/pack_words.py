"""Names of packs, counted in the reader's language: "3 strips"."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language, ngettext_lazy

from theriac.core.formatting import format_number

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
