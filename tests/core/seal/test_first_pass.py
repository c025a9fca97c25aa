"""A table that grew at once is planned for as it is, not as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tests.support.books import sealed_shop, sell, sold_shop
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.seal import rows, sealer
from theriac.core.seal.models import SealedRow
from theriac.core.seal.passes import seal_once
from theriac.core.seal.registry import SealedKind, sealed_kinds
from theriac.domains.catalog.models import Product
from theriac.domains.sales.models import Sale
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
@pytest.mark.parametrize("model", [Movement, Sale])
def test_a_long_history_walks_no_position_again_for_each_piece(
    monkeypatch: pytest.MonkeyPatch, store: Path, model: type[Model]
) -> None:
    """However the planner joins: else a history takes the square of its time."""
    shop = sealed_shop(3)
    sell_twice(shop)
    monkeypatch.setattr(rows, "AT_ONCE", 1)
    pieces = rows.unsealed_in_pieces(kind_of(model), newest_log(), None)
    next(pieces)
    assert walked_by(lambda: next(pieces)) == 0


@pytest.mark.real_time
@pytest.mark.rows("AUD-01")
def test_a_later_pass_walks_no_position_of_what_is_older(store: Path) -> None:
    shop = sealed_shop(3)
    sold_at = clock.now()
    sell_twice(shop)
    waiting = rows.unsealed(kind_of(Movement), newest_log(), sold_at)
    assert walked_by(lambda: list(waiting.values_list("id"))) == 0


def sell_twice(shop: Shop) -> None:
    for _number in range(2):
        sell(shop, Product.objects.get().id)


def kind_of(model: type[Model]) -> SealedKind:
    [kind] = [one for one in sealed_kinds() if one.model is model]
    return kind


def newest_log() -> int:
    return SealedRow.objects.latest("position").log


def walked_by(ask: Callable[[], object]) -> int:
    """How many positions are read for it, where PostgreSQL may neither hash nor look each up."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_hashjoin = off")
        cursor.execute("SET LOCAL enable_nestloop = off")
        with CaptureQueriesContext(connection) as asked:
            ask()
        plans = []
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
            [([told],)] = cursor.fetchall()
            plans.append(told["Plan"])
    assert plans
    return sum(walked(plan, SealedRow._meta.db_table) for plan in plans)


def walked(node: dict[str, Any], table: str) -> int:
    """How many rows of a table a plan read."""
    own = node["Actual Rows"] if node.get("Relation Name") == table else 0
    return own + sum(walked(below, table) for below in node.get("Plans", ()))
