"""The search's rows are written set-wise."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from theriac.domains.catalog.models.search import SearchEntry, SearchState
from theriac.domains.catalog.search.documents import SearchableProduct, document_of, packed
from theriac.domains.catalog.search.stored.store import index_products

pytestmark = pytest.mark.django_db
PRODUCTS = [
    SearchableProduct(UUID(int=(7 << 76) | (2 << 62) | number), f"Amoxan {number} sirup")
    for number in range(400)
]


def test_few_statements_whatever_the_number(django_assert_max_num_queries: Any) -> None:
    index_products(PRODUCTS[:1])
    with django_assert_max_num_queries(6):
        index_products(PRODUCTS)
    assert SearchEntry.objects.count() == 400
    entry = SearchEntry.objects.get(product_id=PRODUCTS[7].id)
    assert (entry.revision, entry.standing, entry.active) == (2, PRODUCTS[7].standing, True)
    assert entry.standing > 0
    assert entry.document == packed(document_of(PRODUCTS[7]))


def test_nothing_is_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        index_products([])
    assert not SearchState.objects.exists()
