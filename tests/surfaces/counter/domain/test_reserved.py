"""What a basket has of reservations."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run
from tests.surfaces.counter.domain.test_assess import assess, batch, line, price, product

pytestmark = pytest.mark.journey
KEPT = {"id": "r", "product_id": "p", "quantity": 6, "batches": [{"batch_id": "b", "quantity": 6}]}
TABLETS = product(prices=[price("tablet", 700)])
SOLD = """(reserved, [basket, rows]) => reserved.reservedSold(basket, rows)"""
ADD = """(reserved, [basket, rows, kept, packs]) => {
  const found = reserved.packsToAdd(basket, rows, kept, packs);
  return found && [found.pack.id, found.packs];
}"""
PACKS = [
    {"id": name, "factor": factor, "sellable": True}
    for name, factor in (("tablet", 1), ("strip", 10))
]


def taken(run: Run, units: int, **more: Any) -> Any:
    """Six units of B are kept for somebody, four of A and none of B are free."""
    shelf = [batch("a", 4), batch("b", 6, reserved=6)]
    found = assess(run, line(units, "tablet"), products=[TABLETS], batches=shelf, **more)
    [row] = found["lines"]
    return row["taken"], [kind for kind, _level, _facts in row["problems"]]


def test_what_is_kept_for_others_is_short(run: Run) -> None:
    assert taken(run, 5) == ([["a", 4]], ["insufficient"])


@pytest.mark.rows("STK-12")
def test_what_is_kept_for_this_basket_is_taken_first_and_only_that(run: Run) -> None:
    assert taken(run, 5, reserved=[KEPT]) == ([["b", 5]], [])
    assert taken(run, 8, reserved=[KEPT]) == ([["a", 2], ["b", 6]], [])
    assert taken(run, 11, reserved=[KEPT]) == ([["a", 4], ["b", 6]], ["insufficient"])


def test_a_reservation_that_the_copy_doesnt_know_yet_adds_nothing(run: Run) -> None:
    shelf = [batch("b", 6)]
    around = {"products": [TABLETS], "batches": shelf, "reserved": [KEPT]}
    [row] = assess(run, line(7, "tablet"), **around)["lines"]
    assert row["taken"] == [["b", 6]]


def rows(*units: int) -> list[dict[str, Any]]:
    return [{"product": {"id": "p"}, "quantity": one} for one in units]


def test_a_sale_has_of_a_reservation_what_it_sells_and_no_more(run: Run) -> None:
    def sold(basket: dict[str, Any], *units: int) -> Any:
        return run("domain/reserved.js", SOLD, [basket, rows(*units)])

    assert sold({}, 5) == []
    assert sold({"reserved": [KEPT]}, 2, 2) == [{"reservation_id": "r", "quantity": 4}]
    second = {**KEPT, "id": "s"}
    assert sold({"reserved": [KEPT, second]}, 8) == [
        {"reservation_id": "r", "quantity": 6},
        {"reservation_id": "s", "quantity": 2},
    ]
    assert sold({"reserved": [KEPT]}) == []


def test_fetching_adds_what_the_basket_lacks_in_the_pack_that_counts_it(run: Run) -> None:
    def added(basket: dict[str, Any], kept: dict[str, Any], *units: int) -> Any:
        return run("domain/reserved.js", ADD, [basket, rows(*units), kept, PACKS])

    assert added({}, KEPT) == ["tablet", 6]
    assert added({}, {**KEPT, "quantity": 20}) == ["strip", 2]
    assert added({}, KEPT, 2) == ["tablet", 4]
    assert added({}, KEPT, 6) is None
    assert added({"reserved": [{**KEPT, "id": "s"}]}, KEPT, 6) == ["tablet", 6]
