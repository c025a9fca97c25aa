"""Which of a pack's dated prices a copy keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from theriac.domains.catalog.queries.prices.dated import prices_to_keep
from theriac.domains.catalog.queries.sale_facts import PriceFact

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
BRANCH = UUID(int=7)


def price(amount: int, days: int, branch_id: UUID | None = None) -> PriceFact:
    return PriceFact(branch_id, amount, NOW + timedelta(days=days))


def test_of_each_owner_the_one_in_force_and_those_to_come_are_kept() -> None:
    dated = [
        price(500, -9),
        price(800, -8, BRANCH),
        price(600, -7),
        price(900, 0, BRANCH),
        price(700, 2),
        price(950, 3, BRANCH),
    ]
    kept = prices_to_keep(dated, NOW)
    assert [row.amount for row in kept] == [600, 700, 900, 950]


def test_before_the_first_price_all_are_to_come() -> None:
    assert [row.amount for row in prices_to_keep([price(500, 1), price(600, 2)], NOW)] == [500, 600]
    assert prices_to_keep([], NOW) == []
