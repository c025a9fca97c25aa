"""What people type finds the medicine that they mean, and finds it first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.first_hits import DEMOS, LISTS, judged, searched
from theriac.domains.catalog.search.documents import document_of
from theriac.domains.catalog.search.engine import search_index
from theriac.domains.catalog.search.index import SearchIndex

RIGHT = 0.95
ONCE_WRONG = {"paracetamol 500 mg tablet", "vitamin c", "paracet", "CTM", "omeprazol"}


def wrong(name: str, shared: Path | None = None) -> list[str]:
    """The queries whose first hit isn't what they mean."""
    asked = searched(name, shared)
    index = SearchIndex()
    index.put(document_of(product) for product in asked.products)
    found = {
        query.text: search_index(
            index, query.text, limit=1, popularity=asked.popularity
        ).product_ids
        for query in judged()[name]
    }
    return [one.text for one in judged()[name] if not asked.is_right(one, found[one.text])]


@pytest.mark.rows("CAT-18")
def test_there_are_three_hundred_queries_in_both_languages() -> None:
    assert sum(map(len, judged().values())) >= 300
    assert judged().keys() == DEMOS.keys() | LISTS.keys()
    assert {one.text for one in judged()["demo-id"]} >= ONCE_WRONG


@pytest.mark.rows("CAT-18")
@pytest.mark.parametrize("name", DEMOS)
def test_the_right_medicine_of_the_demo_comes_first(name: str) -> None:
    found = wrong(name)
    assert len(found) <= (1 - RIGHT) * len(judged()[name])
    assert ONCE_WRONG.isdisjoint(found)


@pytest.mark.shared
@pytest.mark.rows("CAT-18")
@pytest.mark.parametrize("name", LISTS)
def test_the_right_medicine_of_a_real_list_comes_first(name: str, shared: Path) -> None:
    assert len(wrong(name, shared)) <= (1 - RIGHT) * len(judged()[name])
