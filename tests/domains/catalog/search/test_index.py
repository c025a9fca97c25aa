"""The index in memory: whatever the order of changes, it answers as if made at once."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.engine import search_index
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.orders import NOWHERE, Popularity

NAMES = ("Amoxan 500", "Amoxicillin 250 tab", "Betadin", "Kapsul 500 mg", "betadin 500", "amoxan")
QUERIES = ("a", "amox", "500", "betadin", "amoxan 500", "tab", "amoxilin", "2900", "kapsul mg")


def product_id(number: int) -> UUID:
    return UUID(int=(7 << 76) | (2 << 62) | number)


def product(number: int, name: str, *, active: bool = True) -> SearchableProduct:
    code = f"2900000{number:05}7"
    return SearchableProduct(product_id(number), name, barcodes=[code], active=active)


def answers(index: SearchIndex) -> list[tuple[object, ...]]:
    return [
        (outcome.product_ids, outcome.total, outcome.corrected)
        for query in QUERIES
        for only_active in (True, False)
        for popularity in (NOWHERE, HERE)
        for outcome in [
            search_index(index, query, limit=5, only_active=only_active, popularity=popularity)
        ]
    ]


HERE = Popularity("here", {product_id(1).bytes: 3, product_id(5).bytes: 1})
changes = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(NAMES), st.booleans()), max_size=25)


@given(changes)
def test_changes_one_by_one_or_at_once(
    steps: list[tuple[int, str, bool]],
) -> None:
    index = SearchIndex()
    standing: dict[int, SearchableProduct] = {}
    for number, name, active in steps:
        standing[number] = product(number, name, active=active)
        index.put([document_of(standing[number])])
    at_once = SearchIndex()
    at_once.put(document_of(found) for found in standing.values())
    assert len(index) == len(at_once) == len(standing)
    assert answers(index) == answers(at_once)


def test_the_same_product_twice_in_one_change_counts_once() -> None:
    index = SearchIndex()
    index.put([document_of(product(1, "Amoxan")), document_of(product(1, "Betadin"))])
    assert search_index(index, "amoxan", limit=5).product_ids == ()
    assert search_index(index, "betadin", limit=5).product_ids == (product_id(1),)
    assert search_index(index, "290000000001", limit=5).total == 1


def test_many_changes_wear_an_index() -> None:
    index = SearchIndex()
    for _turn in range(3):
        assert not index.is_worn
        index.put([document_of(product(n, f"Amoxan {n}")) for n in range(700)])
    assert index.is_worn


@pytest.mark.parametrize("count", [3, 2000])
def test_ties_go_by_what_the_branch_sells_then_standing_then_name_then_id(count: int) -> None:
    index = SearchIndex()
    index.put(
        [
            *(document_of(product(n, "Zink sirup")) for n in range(count)),
            document_of(product(9001, "Zink sirup")),
            document_of(product(9002, "Zink tab")),
        ]
    )
    sells = Popularity("a", {product_id(9001).bytes: 3})
    found = search_index(index, "zink", limit=4, popularity=sells)
    assert found.product_ids == (product_id(9001), product_id(9002), product_id(0), product_id(1))
    assert found.ties[1:] == (found.ties[1],) * 3
    assert found.ties[0] < found.ties[1]
    elsewhere = search_index(index, "zink", limit=2).product_ids
    assert elsewhere == (product_id(9002), product_id(0))
