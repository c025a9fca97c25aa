"""What begins so is found by the index, whatever was typed."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.support.books import sold_shop
from theriac.core.database.prefix import Begins
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.databases("sqlite", "postgresql", "mariadb")]


def test_what_begins_so_is_found_and_nothing_else() -> None:
    sold_shop(3)
    numbers = sorted(Sale.objects.values_list("number", flat=True))
    whole, common = numbers[0], numbers[0][:-1]

    def found(prefix: str) -> list[str]:
        return sorted(
            Sale.objects.filter(Begins("number", prefix)).values_list("number", flat=True)
        )

    assert found(common) == numbers
    assert found(whole) == [whole]
    for other in ("%", "_" * len(whole), whole[:-1] + "_", "\\", whole + "0", "Z", "'", "é"):
        assert found(other) == []


def test_each_database_asks_its_index() -> None:
    if connection.vendor == "postgresql":  # which reads a small table as a whole
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Sale.objects.filter(Begins("number", "PARAC")).order_by().only("id").explain()
    assert "sale_by_number" in plan
