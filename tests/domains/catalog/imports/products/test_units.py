"""Words for units and packs."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.imports.products.units import UnitKind, unit_in, unit_name, unit_word
from theriac.domains.catalog.pack_words import known_pack_words


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("TAB", "tablet"),
        ("Tablets", "tablet"),
        ("kaplet", "caplet"),
        ("BTL", "bottle"),
        ("KTK", "box"),
        ("Comprimés", "tablet"),
        ("PCS", "piece"),
        ("kg", "kg"),
        ("Kolf Besar", "kolf besar"),
        ("", ""),
    ],
)
def test_a_written_unit_is_called_by_its_name_here(written: str, name: str) -> None:
    assert unit_name(written) == name


@pytest.mark.parametrize(
    ("described", "unit"),
    [
        ("DOLCAZ 100MG TAB", "tablet"),
        ("CALPOL SYRUP 60ML", "bottle"),
        ("Clotrimazole Gel IP 2%", "tube"),
        ("EMTRIAXONE 1GM INJ", "vial"),
        ("Tablet of Love Potion", "tablet"),
        ("THERMOMETER", ""),
    ],
)
def test_a_name_tells_what_it_is_counted_by(described: str, unit: str) -> None:
    assert unit_in(described) == unit


def test_a_kilogram_is_a_thousand_grams() -> None:
    word = unit_word("Kg.")
    assert word is not None
    assert (word.name, word.kind, word.times) == ("g", UnitKind.MEASURE, 1000)


def test_what_units_are_called_the_screens_can_say_in_both_languages() -> None:
    called = {
        unit_name(word)
        for word in ("tab", "kaplet", "caps", "strip", "blister", "btl", "vial", "amp", "tube")
    } | {unit_name(word) for word in ("dus", "sachet", "pot", "bag", "pack", "syringe", "pen")}
    assert called <= set(known_pack_words())
