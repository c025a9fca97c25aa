"""Complaint 14: 20 000 items take minutes.

An import is set-wise, whatever the number of rows, and a counter copies 500 products with a request
and a few statements. How long both take is measured by bench import and bench counter.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domains.catalog.imports.importing import check, commit, csv_bytes, hand_in
from tests.support.shop import open_shop
from tests.surfaces.counter.views.conftest import Device, pair
from theriac.domains.catalog.imports import work
from theriac.domains.catalog.models import Pack, Price, Product

ROWS_OF_A_PART = 600
STATEMENTS_A_CHUNK = 40
PRODUCTS_A_PAGE = 500
STATEMENTS_A_PAGE = 30


@pytest.mark.django_db(transaction=True)
def test_statements_grow_with_the_chunks_not_with_the_rows(
    is_long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 20_000 if is_long else ROWS_OF_A_PART
    monkeypatch.setattr(work, "AIM_SECONDS", 60)  # so that only the largest chunk bounds
    shop = open_shop("in")
    rows = (f"P{n},Product {n},Maker {n % 40},strip of 10 tablets,{n + 1}.50" for n in range(count))
    import_id = hand_in(shop, csv_bytes("code,name,manufacturer,pack,MRP", *rows))
    check(shop, import_id)
    with CaptureQueriesContext(connection) as statements:
        assert dict(commit(shop, import_id).actions) == {"new": count}
    chunks = 2 + count // work.LARGEST_CHUNK
    assert len(statements) <= STATEMENTS_A_CHUNK * chunks
    assert (Product.objects.count(), Pack.objects.count(), Price.objects.count()) == (
        count,
        2 * count,
        count,
    )
    copied = copy_to_a_counter(pair(shop), statements_a_page=STATEMENTS_A_PAGE)
    assert copied == [PRODUCTS_A_PAGE] * (count // PRODUCTS_A_PAGE) + (
        [count % PRODUCTS_A_PAGE] if count % PRODUCTS_A_PAGE else []
    )


def copy_to_a_counter(device: Device, statements_a_page: int) -> list[int]:
    """Follow the first copy to its end: how many products each page brought."""
    pages: list[int] = []
    place: dict[str, str] = {}
    while True:
        with CaptureQueriesContext(connection) as statements:
            page = device.feed(**place).json()
        assert len(statements) <= statements_a_page
        pages.append(len(page["products"]))
        if page["cursor"] is None:
            return pages
        place = {"cursor": page["cursor"]}
