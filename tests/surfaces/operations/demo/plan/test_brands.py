"""Invented names stay invented: none is found in the real lists, which are read in place only."""

import csv
import gzip
import re
from pathlib import Path

import pytest

from theriac.surfaces.operations.demo.plan.brands import brand_name, stems
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES
from theriac.surfaces.operations.demo.plan.sources import Maker, makers

LISTS = {
    "india_brands_20k.csv.gz": ("medicine_name", "mfg_name"),
    "india_az_priced_2421.csv.gz": ("name", "manufacturer_name"),
    "fr_bdpm_gtin_5000.csv.gz": ("name", "holder"),
    "id_apotek_pricelist_2754.csv": ("name", ""),
    "id_chain_items_1149.csv": ("name", ""),
    "id_products_with_nie.csv": ("name", ""),
}


def test_stems_differ_and_look_like_their_substances() -> None:
    assert len(set(stems().values())) == len(stems())
    assert [stems()[name] for name in ("Paracetamol", "Prednisone", "Prednisolone")] == [
        "parac",
        "pred",
        "predn",
    ]
    assert stems()["Amoxicillin + clavulanic acid"] == "amoxcla"


def test_a_brand_is_the_stem_and_the_makers_ending() -> None:
    assert brand_name("Paracetamol", Maker("Any", "ulen", sells_generics=False)) == "Paraculen"


@pytest.mark.shared
def test_no_brand_and_no_maker_is_a_real_one(shared: Path) -> None:
    words, firms = _real_names(shared / "data" / "catalogue")
    brands = {
        brand_name(substance, maker).lower()
        for code in COUNTRIES
        for maker in makers(code)
        for substance in stems()
    }
    assert len(words) > 10_000
    assert brands & words == set()
    assert {maker.name.lower() for code in COUNTRIES for maker in makers(code)} & firms == set()


def _real_names(folder: Path) -> tuple[set[str], set[str]]:
    """The words of the real products' names, and the real firms."""
    words: set[str] = set()
    firms: set[str] = set()
    for file, (name, firm) in LISTS.items():
        opened = gzip.open if file.endswith("gz") else open
        with opened(folder / file, "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                words.update(re.findall(r"[a-z]+", row[name].lower()))
                firms.add(row.get(firm, "").lower().strip())
    return words, firms
