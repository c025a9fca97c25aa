"""The judged first hits of ``contracts/search/first_hits.tsv``, and the lists they are asked of."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from theriac.countries.registry import profile_for
from theriac.domains.catalog.search.documents import SearchableProduct
from theriac.domains.catalog.search.orders import Popularity, levels_of_weights
from theriac.surfaces.operations.demo.plan.products import plan_products
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES

FILE = Path(__file__).resolve().parents[2] / "contracts/search/first_hits.tsv"
DEMOS = {"demo-id": "id", "demo-in": "in"}
PRODUCTS = 2500
SEED = "theriac"
LISTS = {
    "id-apotek": ("id_apotek_pricelist_2754.csv", "name", ("generic_or_content",), ""),
    "in-priced": (
        "india_az_priced_2421.csv.gz",
        "name",
        ("short_composition1", "short_composition2"),
        "manufacturer_name",
    ),
    "in-brands": ("india_brands_20k.csv.gz", "medicine_name", ("composition",), "mfg_name"),
}
"""File, and its columns of the name, of what is in it, of the maker."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the pattern of its right first hit."""

    text: str
    hit: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Searched:
    """Products that are searched, what their branch sells, and what a pattern meets of each."""

    products: Sequence[SearchableProduct]
    popularity: Popularity
    told: dict[UUID, str]

    def is_right(self, query: Judged, found: Sequence[UUID]) -> bool:
        """Whether the first of what was found is what the query means."""
        return bool(found) and bool(query.hit.search(self.told[found[0]]))


@cache
def judged() -> dict[str, list[Judged]]:
    """The queries by the list that they are asked of."""
    queries: dict[str, list[Judged]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, text, hit = line.split("\t")
            queries.setdefault(name, []).append(Judged(text, re.compile(hit, re.IGNORECASE)))
    return queries


def searched(name: str, shared: Path | None = None) -> Searched:
    """A demo's catalogue, or a real list below ``shared``."""
    if name in DEMOS:
        return _demo(DEMOS[name])
    assert shared is not None
    products, told = [], {}
    for number, (product, content, maker) in enumerate(_rows(shared, name), start=1):
        key = UUID(int=number)
        told[key] = product
        products.append(SearchableProduct(key, product, generic_name=content, manufacturer=maker))
    return Searched(products, Popularity(), told)


def _demo(code: str) -> Searched:
    country = next(one for one in COUNTRIES.values() if one.code == code)
    prescription = {one.code for one in profile_for(code).legal_classes if one.needs_prescription}
    products, told, weights = [], {}, {}
    for number, plan in enumerate(plan_products(country, PRODUCTS, SEED), start=1):
        key = UUID(int=number)
        told[key] = f"{plan.substance} | {plan.strength} | {plan.dose_form}"
        weights[key.bytes] = plan.demand
        products.append(
            SearchableProduct(
                key,
                plan.name,
                generic_name=plan.generic_name,
                substance=plan.substance,
                strength=plan.strength,
                dose_form=plan.dose_form,
                manufacturer=plan.maker,
                needs_prescription=plan.legal_class in prescription,
            )
        )
    return Searched(products, Popularity(code, levels_of_weights(weights.items())), told)


def _rows(shared: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Name, content and maker of each line."""
    file, of_name, of_content, of_maker = LISTS[name]
    path = shared / "data/catalogue" / file
    content = path.read_bytes()
    text = (gzip.decompress(content) if file.endswith(".gz") else content).decode()
    for row in csv.DictReader(text.splitlines()):
        inside = " + ".join(row[one].strip() for one in of_content if row[one].strip())
        yield row[of_name], inside, row[of_maker] if of_maker else ""
