"""The counter finds what the server finds, in the same order."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.support.first_hits import DEMOS, LISTS, Searched, judged, searched
from tests.support.search_corpus import (
    as_counter,
    corpus_products,
    drawn_queries,
    judged_texts,
    recall_at_ten,
)
from tests.surfaces.counter.domain.conftest import Run
from theriac.domains.catalog.search.abbreviations import NONE, Abbreviations, table_of
from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.engine import search_index
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.ranking import WINDOW, by_stock
from theriac.domains.catalog.search.spelling.sounds import sound, sounds_of_beginning
from theriac.domains.catalog.search.text import PartKind, tokens
from theriac.domains.catalog.search.words import BOTH_WAYS, ONE_WAY

pytestmark = pytest.mark.journey
SEARCH_ALL = """({CatalogueSearch}, {products, queries, limit, onlyActive}) => {
    if (products) {
        globalThis.catalogue = new CatalogueSearch();
        globalThis.catalogue.put(products);
    }
    return queries.map((text) => globalThis.catalogue.search(text, {limit, onlyActive}));
}"""
CHANGE = """(_, {put, remove}) => {
    globalThis.catalogue.put(put);
    globalThis.catalogue.remove(remove);
}"""


@pytest.fixture(scope="module")
def products() -> list[SearchableProduct]:
    return corpus_products()


@pytest.fixture(scope="module")
def index(products: list[SearchableProduct]) -> SearchIndex:
    made = SearchIndex()
    made.put(document_of(product) for product in products)
    return made


def on_server(
    index: SearchIndex,
    queries: list[str],
    limit: int,
    *,
    only_active: bool = True,
    own: Abbreviations = NONE,
) -> list[dict[str, Any]]:
    outcomes = (
        search_index(index, q, limit=limit, only_active=only_active, own=own) for q in queries
    )
    return [
        {
            "productIds": [str(product_id) for product_id in outcome.product_ids],
            "ties": list(outcome.ties),
            "total": outcome.total,
            "corrected": outcome.corrected,
            "unmatched": list(outcome.unmatched),
            "partial": outcome.is_partial,
        }
        for outcome in outcomes
    ]


def at_counter(
    run: Run,
    queries: list[str],
    limit: int,
    products: list[SearchableProduct] | None = None,
    *,
    only_active: bool = True,
) -> list[dict[str, Any]]:
    given = {
        "products": products and [as_counter(product) for product in products],
        "queries": queries,
        "limit": limit,
        "onlyActive": only_active,
    }
    found: list[dict[str, Any]] = run("domain/search.js", SEARCH_ALL, given)
    return found


@pytest.mark.rows("CAT-12")
def test_judged_queries_in_the_same_order_as_the_server(
    run: Run, products: list[SearchableProduct], index: SearchIndex
) -> None:
    texts = judged_texts()
    assert len(texts) == 200
    found = at_counter(run, texts, 3000, products)
    assert found == on_server(index, texts, 3000)
    assert recall_at_ten([outcome["productIds"] for outcome in found]) >= 0.95


@pytest.mark.rows("CAT-18")
@pytest.mark.parametrize("name", DEMOS)
def test_the_right_first_hit_as_on_the_server(run: Run, name: str) -> None:
    judged_here(run, name, searched(name))


@pytest.mark.shared
@pytest.mark.rows("CAT-18")
@pytest.mark.one_by_turns(on_sqlite=1)
@pytest.mark.parametrize("name", LISTS)
def test_the_right_first_hit_of_a_real_list(run: Run, name: str, shared: Path) -> None:
    judged_here(run, name, searched(name, shared))


def judged_here(run: Run, name: str, asked: Searched) -> None:
    index = SearchIndex()
    index.put(document_of(product) for product in asked.products)
    texts = [query.text for query in judged()[name]]
    levels = asked.popularity.levels
    given = [
        {**as_counter(product), "popularity": levels.get(product.id.bytes, 0)}
        for product in asked.products
    ]
    options = {"products": given, "queries": texts, "limit": 20, "onlyActive": True}
    found = run("domain/search.js", SEARCH_ALL, options)
    for text, outcome in zip(texts, found, strict=True):
        expected = search_index(index, text, limit=20, popularity=asked.popularity)
        assert outcome["productIds"] == [str(one) for one in expected.product_ids], text
        assert outcome["ties"] == list(expected.ties), text


@pytest.mark.rows("CAT-18")
def test_of_what_ties_what_is_in_stock_comes_first(run: Run) -> None:
    ids = [UUID(int=number) for number in range(70)]
    ties = [number // 3 for number in range(70)]
    here = {one for one in ids if one.int % 3 != 0}
    script = """({byStock}, {ids, ties, here}) => byStock(ids, ties, (id) => here.includes(id))"""
    given = {"ids": [*map(str, ids)], "ties": ties, "here": [*map(str, here)]}
    expected = [str(one) for one in by_stock(ids, ties, here)]
    assert expected[:3] == [str(ids[number]) for number in (1, 2, 0)]
    assert expected[WINDOW:] == [*map(str, ids[WINDOW:])]
    assert run("domain/search/ranking.js", script, given) == expected


@pytest.mark.rows("CAT-18")
@pytest.mark.parametrize(
    ("others", "several"),
    [
        ([], False),
        ([(20, True, "a")], False),
        ([(20, True, "b")], True),
        ([(21, True, "b")], True),
        ([(22, True, "b")], False),
        ([(20, False, "b")], False),
        ([(36, True, "b")], False),
    ],
    ids=["alone", "same", "as likely", "nearly", "sells less", "out of stock", "fits less"],
)
def test_enter_takes_only_what_is_clearly_the_first(
    run: Run, others: list[tuple[int, bool, str]], several: bool
) -> None:
    rows = [
        {"tie": tie, "isHere": is_here, "medicine": medicine}
        for tie, is_here, medicine in [(20, True, "a"), *others]
    ]
    script = "({areSeveral}, rows) => areSeveral(rows)"
    assert run("domain/search/ranking.js", script, rows) is several


def test_drawn_queries_in_the_same_order_as_the_server(
    run: Run,
    products: list[SearchableProduct],
    index: SearchIndex,
    rng: random.Random,
    *,
    is_long: bool,
) -> None:
    queries = drawn_queries(rng, products, 10_000 if is_long else 800)
    assert at_counter(run, queries, 30, products) == on_server(index, queries, 30)


def test_changes_in_place_come_to_the_same(
    run: Run, products: list[SearchableProduct], rng: random.Random
) -> None:
    renamed = [
        SearchableProduct(product.id, f"Zanzibar {product.name}", active=number > 2)
        for number, product in enumerate(products[:40])
    ]
    gone = {product.id for product in products[30:60]}
    standing = {product.id: product for product in [*products, *renamed]}
    index = SearchIndex()
    index.put(document_of(each) for key, each in standing.items() if key not in gone)
    at_counter(run, [], 1, products)
    put = [as_counter(product) for product in renamed]
    run("domain/search.js", CHANGE, {"put": put, "remove": sorted(map(str, gone))})
    queries = ["zanz", "zanzibar 500", "amox", "29000", "tab", *drawn_queries(rng, products, 100)]
    for only_active in (True, False):
        expected = on_server(index, queries, 100, only_active=only_active)
        assert at_counter(run, queries, 100, only_active=only_active) == expected


@pytest.mark.rows("CAT-18")
def test_a_pharmacys_own_abbreviations_come_to_the_same(
    run: Run, products: list[SearchableProduct], index: SearchIndex, rng: random.Random
) -> None:
    names = [product.name for product in products]
    shorts = ["zz", "amx", "pct", "para", "b12", "tab", "kbx"]
    rows = [(short, " ".join(rng.choice(names).split()[:3])) for short in shorts]
    rows += [("nope", "xqzv wvkx"), ("amxs", "amoxicillin syrup 125")]
    drawn = drawn_queries(rng, products, 60)
    queries = [short for short, _words in rows]
    queries += [f"{rng.choice(rows)[0]} {query}" for query in drawn]
    queries += [f"{query} {rng.choice(rows)[0]}" for query in drawn]
    at_counter(run, [], 1, products)
    given = [{"short": short, "words": words} for short, words in rows]
    run("domain/search.js", "(_, rows) => globalThis.catalogue.abbreviate(rows)", given)
    assert at_counter(run, queries, 50) == on_server(index, queries, 50, own=table_of(rows))


def test_loading_in_slices_comes_to_the_same(
    run: Run, products: list[SearchableProduct], index: SearchIndex
) -> None:
    load = """async ({CatalogueSearch}, products) => {
        globalThis.catalogue = new CatalogueSearch();
        let pauses = 0;
        await globalThis.catalogue.load(products, async () => { pauses += 1; });
        return pauses;
    }"""
    pauses = run("domain/search.js", load, [as_counter(product) for product in products])
    assert pauses == 5
    queries = ["amox 500", "girinata", "kaptropil"]
    assert at_counter(run, queries, 50) == on_server(index, queries, 50)


def test_the_same_words_mean_the_same(run: Run) -> None:
    found = run("domain/search/words.js", "({BOTH_WAYS, ONE_WAY}) => [BOTH_WAYS, ONE_WAY]")
    assert found == [BOTH_WAYS, ONE_WAY]


def same_words(run: Run, texts: list[str]) -> None:
    found = run("domain/search/text.js", "({tokens}, texts) => texts.map(tokens)", texts)
    expected = [
        [
            {"text": token.text, "word": token.kind is PartKind.WORD, "gap": token.gap}
            for token in tokens(text)
        ]
        for text in texts
    ]
    assert found == expected


def test_same_words_of_drawn_text(run: Run, rng: random.Random) -> None:
    letters = "aAbC12390.,%µ½ß'’-/ éİıŁŞأहकिंग薬ＡΣςΩ\u200b\t\u1680ﬁ"
    drawn = ["".join(rng.choice(letters) for _ in range(rng.randint(0, 12))) for _ in range(3000)]
    plane = [chr(number) for number in range(1, 0xD800)]
    same_words(run, drawn + ["x".join(plane[at : at + 64]) for at in range(0, len(plane), 64)])


def test_same_sounds(run: Run, products: list[SearchableProduct]) -> None:
    words = sorted({token.text for product in products for token in tokens(product.name)})
    script = "({sound, soundsOfBeginning}, all) => all.map((w) => [sound(w), soundsOfBeginning(w)])"
    found = run("domain/search/sounds.js", script, words)
    assert found == [[sound(word), sounds_of_beginning(word)] for word in words]


@pytest.mark.shared
def test_naughty_strings(
    run: Run, shared: Path, products: list[SearchableProduct], index: SearchIndex
) -> None:
    naughty = json.loads((shared / "data/hostile/text/blns.json").read_text("utf-8"))
    same_words(run, naughty)
    assert at_counter(run, naughty, 5, products) == on_server(index, naughty, 5)
