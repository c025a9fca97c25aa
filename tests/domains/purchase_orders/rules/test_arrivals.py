"""What came is allotted to open lines in their order, and spends their money to the minor unit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from theriac.core.ids import new_id
from theriac.domains.purchase_orders.rules.arrivals import LineStanding, allotted, spent_by

PRODUCT = new_id()


def line(ordered: int, **facts: Any) -> LineStanding:
    return LineStanding(
        **{
            "line_id": new_id(),
            "product_id": PRODUCT,
            "ordered": ordered,
            "received": 0,
            "cancelled": 0,
            "committed": 1000,
            **facts,
        }
    )


def test_open_lines_take_first_and_the_last_takes_what_is_more() -> None:
    one, two = line(10, received=4), line(5)

    assert allotted([one, two], {PRODUCT: 8}) == {one.line_id: 6, two.line_id: 2}
    assert allotted([one, two], {PRODUCT: 20}) == {one.line_id: 6, two.line_id: 14}
    assert allotted([one, two], {new_id(): 3}) == {}


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 10_000)), min_size=1, max_size=4),
    st.lists(st.integers(1, 40), max_size=20),
)
def test_parts_never_spend_more_than_the_order_and_all_at_its_end(
    wanted: list[tuple[int, int]], parts: list[int]
) -> None:
    lines = [line(units, committed=money) for units, money in wanted]
    whole = sum(money for _units, money in wanted)
    spent = 0
    for part in parts:
        came: dict[UUID, int] = allotted(lines, {PRODUCT: part})
        lines = [_with(one, came.get(one.line_id, 0)) for one in lines]
        amount = spent_by(lines, left=whole - spent, spent=spent)
        assert amount >= 0
        spent += amount
        assert spent <= whole
    if all(one.open == 0 for one in lines):
        assert spent == whole


def _with(one: LineStanding, units: int) -> LineStanding:
    facts = {name: getattr(one, name) for name in ("line_id", "ordered", "committed")}
    return line(facts.pop("ordered"), received=one.received + units, **facts)
