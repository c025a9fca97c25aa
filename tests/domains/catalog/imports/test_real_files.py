"""The real price lists, each with its kept mapping: what is taken, to the last row.

SQLite takes each of them whole. A server takes one by turns, of the largest a drawn part; with
``--long`` each takes all of all.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.domains.catalog.imports.importing import bring_in, check, choose, codes, commit, hand_in
from tests.support.shop import open_shop
from theriac.domains.catalog.models import (
    Barcode,
    Import,
    Manufacturer,
    Pack,
    Price,
    Product,
)

MAPPINGS = Path(__file__).with_name("mappings")
LARGE, PART = 10_000, 4_000

pytestmark = [pytest.mark.shared, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class RealFile:
    """A file with what must come of it in an empty shop."""

    name: str
    mapping: str
    country: str
    actions: dict[str, int]
    faults: dict[str, int] = field(default_factory=dict)
    packs: int = 0
    barcodes: int = 0
    prices: int = 0
    makers: int = 0

    @property
    def kept(self) -> dict[str, Any]:
        mapping: dict[str, Any] = json.loads((MAPPINGS / f"{self.mapping}.json").read_text("utf-8"))
        return mapping


FILES = [
    RealFile(
        "india_brands_20k.csv.gz",
        "india_brands",
        "in",
        {"new": 20_000},
        packs=20_000,
        makers=3_301,
    ),
    RealFile(
        "india_az_priced_2421.csv.gz",
        "india_az_priced",
        "in",
        {"new": 2_421},
        packs=4_711,
        prices=2_421,
        makers=667,
    ),
    RealFile(
        "india_janaushadhi_1939.csv",
        "india_janaushadhi",
        "in",
        {"new": 1_939},
        {"price_zero": 313},
        packs=3_524,
        prices=1_626,
    ),
    RealFile(
        "id_apotek_pricelist_2754.csv",
        "id_apotek_pricelist",
        "id",
        {"new": 2_744, "left_out": 4},
        {"repeated": 4},
        packs=4_194,
        prices=2_741,
    ),
    RealFile(
        "fr_bdpm_gtin_5000.csv.gz",
        "fr_bdpm_gtin",
        "generic",
        {"new": 5_000},
        {"cut": 82, "pack_unread": 3},
        packs=10_226,
        barcodes=5_000,
        prices=3_197,
        makers=416,
    ),
    RealFile("id_chain_items_1149.csv", "id_chain_items", "id", {"new": 1_149}, packs=1_149),
    RealFile(
        "id_products_with_nie.csv",
        "id_products_with_nie",
        "id",
        {"new": 62, "left_out": 1},
        {"repeated": 1, "pack_unread": 1, "cut": 1},
        packs=174,
    ),
]


def rows_of(path: Path) -> list[dict[str, str]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def part_of(real: RealFile, path: Path, into: Path, chance: random.Random) -> tuple[RealFile, Path]:
    """So many rows of a list of names and makers, in their order, and what must come of them."""
    rows = rows_of(path)
    drawn = [rows[index] for index in sorted(chance.sample(range(len(rows)), PART))]
    with (into / "part.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(drawn)
    [maker] = real.kept["columns"]["manufacturer"]
    makers = len({row[maker] for row in drawn})
    return replace(real, actions={"new": PART}, packs=PART, makers=makers), into / "part.csv"


@pytest.mark.one_by_turns(on_sqlite=2)
@pytest.mark.rows("CAT-13")
@pytest.mark.parametrize("real", FILES, ids=lambda real: real.mapping)
def test_a_real_list_is_taken_and_once_only(
    real: RealFile, shared: Path, tmp_path: Path, rng: random.Random, *, is_long: bool
) -> None:
    path = shared / "data/catalogue" / real.name
    if real.actions["new"] > LARGE and connection.vendor != "sqlite" and not is_long:
        real, path = part_of(real, path, tmp_path, rng)
    shop = open_shop(real.country)
    import_id = hand_in(shop, path)
    choose(shop, import_id, real.kept)
    checked = check(shop, import_id)
    assert (dict(checked.actions), Counter(codes(import_id))) == (real.actions, real.faults)
    assert (Product.objects.count(), Price.objects.count()) == (0, 0)

    assert commit(shop, import_id).actions == checked.actions
    assert Product.objects.count() == real.actions["new"]
    assert (
        Pack.objects.count(),
        Barcode.objects.count(),
        Price.objects.count(),
        Manufacturer.objects.count(),
    ) == (real.packs, real.barcodes, real.prices, real.makers)

    again = bring_in(shop, path)
    assert again.actions["unchanged"] == real.actions["new"]
    assert (again.actions["new"], again.actions["changed"]) == (0, 0)
    assert Product.objects.count() == real.actions["new"]
    assert Price.objects.count() == real.prices


@pytest.mark.one_by_turns
@pytest.mark.parametrize("real", FILES, ids=lambda real: real.mapping)
def test_the_columns_are_guessed_nearly_as_they_are_kept(real: RealFile, shared: Path) -> None:
    shop = open_shop(real.country)
    import_id = hand_in(shop, shared / "data/catalogue" / real.name)
    guessed = Import.objects.get(id=import_id).mapping["columns"]
    chosen_by_hand = {"id_products_with_nie": {"description"}}.get(real.mapping, set())
    kept = {
        code: names for code, names in real.kept["columns"].items() if code not in chosen_by_hand
    }
    assert guessed == kept


@pytest.mark.night("postgresql", "mariadb")
def test_what_a_list_says_stands_in_the_catalogue(shared: Path) -> None:
    shop = open_shop("in")
    path = shared / "data/catalogue/india_az_priced_2421.csv.gz"
    bring_in(shop, path)
    rows = rows_of(path)
    products = {product.external_code: product for product in Product.objects.all()}
    assert {code: product.name for code, product in products.items()} == {
        row["id"]: row["name"] for row in rows
    }
    assert sum(product.status == "discontinued" for product in products.values()) == sum(
        row["Is_discontinued"] == "TRUE" for row in rows
    )
    prices = dict(Price.objects.values_list("pack__product__external_code", "amount"))
    assert prices == {
        row["id"]: int(row["price(₹)"].partition(".")[0]) * 100
        + int(row["price(₹)"].partition(".")[2].ljust(2, "0")[:2])
        for row in rows
    }
    strips = [row for row in rows if row["pack_size_label"] == "strip of 10 tablets"]
    packs = Pack.objects.filter(product__external_code__in=[row["id"] for row in strips])
    assert Counter(packs.values_list("name", "factor")) == {
        ("tablet", 1): len(strips),
        ("strip", 10): len(strips),
    }


@pytest.mark.night("postgresql", "mariadb")
def test_gtins_and_prices_of_the_french_list_are_its_own(shared: Path) -> None:
    shop = open_shop("generic")
    path = shared / "data/catalogue/fr_bdpm_gtin_5000.csv.gz"
    bring_in(shop, path)
    rows = rows_of(path)
    found = dict(Barcode.objects.values_list("code", "pack__product__external_code"))
    assert found == {f"0{row['gtin13_cip13']}": row["cip7"] for row in rows}
    prices = dict(Price.objects.values_list("pack__product__external_code", "amount"))
    assert prices == {
        row["cip7"]: int(row["price_eur"].replace(",", "")) for row in rows if row["price_eur"]
    }
