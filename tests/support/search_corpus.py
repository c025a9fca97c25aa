"""The committed search corpus and judgements, as tests and the bench use them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from contracts.search.generate import make_products
from contracts.search.judge import corpus, judged
from theriac.domains.catalog.search.documents import SearchableProduct


def corpus_products() -> list[SearchableProduct]:
    """The committed corpus."""
    return [_searchable(row) for row in corpus()]


def made_products(count: int) -> list[SearchableProduct]:
    """More products by the corpus's rules; its first 2,500 are the corpus."""
    return [_searchable(asdict(product)) for product in make_products(count)]


def as_counter(product: SearchableProduct) -> dict[str, Any]:
    """A product as the counter's search takes it."""
    given = {"id": str(product.id), "barcodes": list(product.barcodes)}
    return {**asdict(product), **given, "standing": product.standing}


def recall_at_ten(found: Sequence[Sequence[str]]) -> float:
    """The mean over the judged queries, of the ids found for each in order."""
    cases = judged()["queries"]
    shares = []
    for case, ids in zip(cases, found, strict=True):
        wanted = set(case["relevant"])
        shares.append(len(wanted.intersection(ids[:10])) / min(10, len(wanted)))
    return sum(shares) / len(cases)


def judged_texts() -> list[str]:
    """The judged queries."""
    return [case["query"] for case in judged()["queries"]]


def drawn_queries(
    rng: random.Random, products: Sequence[SearchableProduct], count: int
) -> list[str]:
    """Queries made of words of products, cut short, out of order, and some with a slip."""
    found = []
    for _ in range(count):
        product = rng.choice(products)
        text = f"{product.name} {product.generic_name} {product.manufacturer} {product.strength}"
        words = rng.sample(text.split(), rng.randint(1, 4))
        cut = [word[: rng.randint(1, len(word))] if rng.random() < 0.5 else word for word in words]
        found.append(" ".join(_slipped(rng, word) if rng.random() < 0.3 else word for word in cut))
    return found


def _slipped(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word))
    letter = rng.choice("aeioukrst5 ")
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _searchable(values: dict[str, Any]) -> SearchableProduct:
    return SearchableProduct(
        id=UUID(values["id"]),
        name=values["name"],
        generic_name=values["generic_name"],
        substance=values["substance"],
        strength=values["strength"],
        dose_form=values["dose_form"],
        manufacturer=values["manufacturer"],
        barcodes=tuple(values["barcodes"].split()),
    )
