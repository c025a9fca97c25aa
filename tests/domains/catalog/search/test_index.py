"""The index in memory: whatever the order of changes, it answers as if made at once."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.engine import search_index
from theriac.domains.catalog.search.index import SearchIndex

NAMES = ("Amoxan 500", "Amoxicillin 250 tab", "Betadin", "Kapsul 500 mg", "betadin 500", "amoxan")
QUERIES = ("a", "amox", "500", "betadin", "amoxan 500", "tab", "amoxilin", "2900", "kapsul mg")


def product_id(number: int) -> UUID:
    return UUID(int=(7 << 76) | (2 << 62) | number)


def product(number: int, name: str, popularity: int, *, active: bool = True) -> SearchableProduct:
    code = f"2900000{number:05}7"
    return SearchableProduct(
        product_id(number), name, barcodes=[code], popularity=popularity, active=active
    )


def answers(index: SearchIndex) -> list[tuple[object, ...]]:
    return [
        (outcome.product_ids, outcome.total, outcome.corrected)
        for query in QUERIES
        for only_active in (True, False)
        for outcome in [search_index(index, query, limit=5, only_active=only_active)]
    ]


changes = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from(NAMES), st.integers(0, 2), st.booleans()),
    max_size=25,
)


@given(changes)
def test_changes_one_by_one_or_at_once(
    steps: list[tuple[int, str, int, bool]],
) -> None:
    index = SearchIndex()
    standing: dict[int, SearchableProduct] = {}
    for number, name, popularity, active in steps:
        standing[number] = product(number, name, popularity, active=active)
        index.put([document_of(standing[number])])
    at_once = SearchIndex()
    at_once.put(document_of(found) for found in standing.values())
    assert len(index) == len(at_once) == len(standing)
    assert answers(index) == answers(at_once)


def test_the_same_product_twice_in_one_change_counts_once() -> None:
    index = SearchIndex()
    index.put([document_of(product(1, "Amoxan", 0)), document_of(product(1, "Betadin", 0))])
    assert search_index(index, "amoxan", limit=5).product_ids == ()
    assert search_index(index, "betadin", limit=5).product_ids == (product_id(1),)
    assert search_index(index, "290000000001", limit=5).total == 1


def test_many_changes_wear_an_index() -> None:
    index = SearchIndex()
    for turn in range(3):
        assert not index.is_worn
        index.put([document_of(product(n, f"Amoxan {n}", turn)) for n in range(700)])
    assert index.is_worn


@pytest.mark.parametrize("count", [3, 2000])
def test_ties_go_by_popularity_then_name_then_id(count: int) -> None:
    index = SearchIndex()
    index.put(
        [
            *(document_of(product(n, "Zink sirup", 0)) for n in range(count)),
            document_of(product(9001, "Zink sirup", 3)),
            document_of(product(9002, "Zink air", 0)),
        ]
    )
    found = search_index(index, "zink", limit=4).product_ids
    assert found == (product_id(9001), product_id(9002), product_id(0), product_id(1))
