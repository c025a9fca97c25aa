"""What a counter may sell without its network."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
NOW = "2026-06-01T08:00:00Z"
LEASED = {"lease": "a", "valid_until": "2026-06-08T08:00:00Z", "limited": True}
LEFT = (
    "(quotas, [around, row, unsent, now]) => quotas.leftOf(around, row ?? undefined, unsent, now)"
)


def left_of(run: Run, around: dict[str, Any], quantity: int | None, unsent: int = 0) -> Any:
    row = None if quantity is None else {"quantity": quantity}
    return run("domain/quotas.js", LEFT, [around, row, unsent, NOW])


@pytest.mark.rows("OFF-05")
def test_what_was_sold_and_not_answered_for_is_gone_from_the_quota(run: Run) -> None:
    assert left_of(run, LEASED, 5, unsent=2)["left"] == 3
    assert left_of(run, LEASED, 2, unsent=3)["left"] == 0


@pytest.mark.rows("OFF-05")
def test_a_product_that_the_server_gave_nothing_of_has_none(run: Run) -> None:
    assert left_of(run, LEASED, None)["left"] == 0


def test_where_no_other_counter_sells_there_is_no_limit(run: Run) -> None:
    assert left_of(run, {**LEASED, "limited": False}, None) is None


def test_after_its_time_nothing_is_left_even_where_nobody_else_sells(run: Run) -> None:
    for limited in (True, False):
        found = left_of(run, {**LEASED, "valid_until": NOW, "limited": limited}, 5)
        assert (found["left"], found["over"], found["unheard"]) == (0, True, False)


@pytest.mark.rows("OFF-05")
def test_a_counter_that_was_told_nothing_yet_has_none(run: Run) -> None:
    fresh = {"lease": None, "valid_until": None, "limited": False}
    found = left_of(run, fresh, None)
    assert (found["left"], found["over"], found["unheard"]) == (0, False, True)
