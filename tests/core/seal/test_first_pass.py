"""A table that grew at once is planned for as it is, not as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.support.books import sold_shop
from theriac.core.seal import sealer
from theriac.core.seal.models import SealedRow
from theriac.core.seal.passes import seal_once

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
