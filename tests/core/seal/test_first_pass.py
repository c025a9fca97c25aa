"""A table that grew at once is planned for as it is, not as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.books import sealed_shop, sell, sold_shop
from theriac.core.seal import rows, sealer
from theriac.core.seal.models import SealedRow
from theriac.core.seal.passes import seal_once
from theriac.core.seal.registry import sealed_kinds
from theriac.domains.catalog.models import Product
from theriac.domains.stock.models import Movement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.databases("postgresql")]


def known_rows() -> float:
    """How many rows the planner believes that the table of sealed rows has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE relname = %s", [SealedRow._meta.db_table]
        )
        return float(cursor.fetchone()[0])


@pytest.mark.rows("AUD-01")
def test_a_first_pass_over_many_rows_lets_the_planner_see_how_many(
    monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {SealedRow._meta.db_table}")
    assert known_rows() < 20
    sold_shop(3)
    monkeypatch.setattr(sealer, "MANY", 20)

    seal_once()

    assert known_rows() >= 20


@pytest.mark.rows("AUD-01")
def test_what_is_sealed_already_isnt_walked_again_for_each_piece(
    monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    """However the planner joins: a pass over a long history would take the square of its time."""
    shop = sealed_shop(3)
    for _number in range(2):
        sell(shop, Product.objects.get().id)
    monkeypatch.setattr(rows, "AT_ONCE", 1)
    [kind] = [one for one in sealed_kinds() if one.model is Movement]
    pieces = rows.unsealed_in_pieces(kind, SealedRow.objects.latest("position").log, None)
    next(pieces)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_hashjoin = off")
        cursor.execute("SET LOCAL enable_nestloop = off")
        with CaptureQueriesContext(connection) as asked:
            next(pieces)
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked.captured_queries[-1]['sql']}")
        [(told,)] = cursor.fetchall()
    assert walked(told[0]["Plan"], SealedRow._meta.db_table) == 0


def walked(node: dict[str, Any], table: str) -> int:
    """How many rows of a table a plan read."""
    own = node["Actual Rows"] if node.get("Relation Name") == table else 0
    return own + sum(walked(below, table) for below in node.get("Plans", ()))
