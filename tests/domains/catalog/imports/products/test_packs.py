"""Packs as lists describe them, made out as levels with whole factors."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.imports.products.packs import PackReading, read_packs


def written(reading: PackReading | None) -> str:
    """``tablet strip:10 box:100``; a star behind a base unit that isn't sold alone."""
    if reading is None:
        return "?"
    levels = (f"{level.name}:{level.factor}" for level in reading.levels)
    return " ".join([f"{reading.base_unit}{'' if reading.base_sold else '*'}", *levels])


@pytest.mark.parametrize(
    ("label", "packs"),
    [
        ("strip of 10 tablets", "tablet strip:10"),
        ("strip of 15 tablet md", "tablet strip:15"),
        ("strip of 1 Tablet", "tablet"),
        ("bottle of 30 capsules", "capsule bottle:30"),
        ("box of 10 strips of 15 tablets", "tablet strip:15 box:150"),
        ("bottle of 100 ml Syrup", "ml* bottle:100"),
        ("tube of 20 gm Cream", "g* tube:20"),
        ("vial of 1 Injection", "vial"),
        ("packet of 1 Kit", "kit"),
        ("packet of 200 MDI Inhaler", "inhaler"),
        ("bottle of 2.5 ml Nail Lacquer", "bottle"),
        ("prefilled syringe of 1 ml Injection", "syringe"),
        ("10's", " pack:10"),
        ("10’s", " pack:10"),
        ("30's Bottle", " bottle:30"),
        ("60's in bottle", " bottle:60"),
        ("10 x 10's", " strip:10 box:100"),
        ("1's mono-carton", ""),
        ("30g", "g* pack:30"),
        ("60 gm Tube", "g* tube:60"),
        ("1kg Jar", "g* jar:1000"),
        ("0.5 kg jar", "g* jar:500"),
        ("30 ml Vial", "ml* vial:30"),
        ("Vial (10 ml)", "ml* vial:10"),
        ("Cartridge 3 ml", "ml* cartridge:3"),
        ("Vial & Wfi", "vial"),
        ("10 ml & wfi", "ml* pack:10"),
        ("2.5 ML", ""),
        ("PAIR", "pair"),
        ("Three in Mono-Pack", " pack:3"),
        ("Pack of 10 Sanitary Napkins", "piece pack:10"),
        ("15 cm X 3 m in Monopack", "piece"),
        ("500mg/vial", "vial"),
        ("Dus, 10 Strip @ 10 kaplet", "caplet strip:10 box:100"),
        ("Dus, 10 amplop @ 1 blister @ 10 tablet kunyah", "tablet blister:10 box:100"),
        ("Dus, 1 Botol @ 60 ml", "ml* bottle:60"),
        ("Dus, 10 strip 10 tablet", "tablet strip:10 box:100"),
        ("Botol plastik @ 100 tablet", "tablet bottle:100"),
        ("Dus, 10 blister @ tablet", "?"),
        ("plaquette(s) thermoformée(s) PVC-Aluminium de 30 comprimé(s)", "tablet blister:30"),
        ("3 plaquette(s) PVC-Aluminium de 4 comprimé(s)", "tablet blister:4 box:12"),
        ("56 plaquette(s) aluminium de 1 comprimé(s)", "tablet pack:56"),
        ("5 flacon(s) en verre de 5 ml", "ml* bottle:5 box:25"),
        ("30 récipient(s) unidose(s) polyéthylène de 0,3 ml", "jar pack:30"),
        ("1 flacon(s) en verre - 1 seringue(s) préremplie(s) de 3,15 ml", "bottle"),
        ("1 flacon(s) en verre de 250 mg", "bottle"),
        ("strip of 0 tablets", "?"),
        ("box of 99999999 tablets", "?"),
        ("something else", "?"),
        ("", "?"),
    ],
)
def test_a_label_is_made_out(label: str, packs: str) -> None:
    assert written(read_packs(label)) == packs
