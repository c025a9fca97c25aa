"""What asks or brings more than was ordered, beyond a tolerance in whole percent."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import pytest

from theriac.core.ids import new_id
from theriac.domains.purchasing.rules.order_match import (
    MatchedAmount,
    MatchedSide,
    is_over,
    over_order,
)

ONE, OTHER = new_id(), new_id()


@pytest.mark.parametrize(
    ("asked", "percent", "over"),
    [(102, 2, False), (103, 2, True), (100, 0, False), (101, 0, True), (50, 0, False)],
)
def test_exactly_at_the_tolerance_is_within(asked: int, percent: int, over: bool) -> None:
    assert is_over(Fraction(asked, 7), Fraction(100, 7), percent) is over


def found(asked: MatchedAmount, to_come: int = 110, key: UUID = ONE) -> list[str]:
    side = MatchedSide(
        by="delivery",
        ordered={ONE: MatchedAmount(units=110, paid=100, net=1_000)},
        asked={key: asked},
    )
    return [one.kind for one in over_order({ONE: to_come}, [side], 2)]


def test_paid_units_are_compared_and_bonus_packs_may_come_later() -> None:
    assert found(MatchedAmount(units=110, paid=100, net=1_000)) == []
    assert found(MatchedAmount(units=40, paid=40, net=408)) == []
    assert found(MatchedAmount(units=40, paid=40, net=409)) == ["price"]
    assert found(MatchedAmount(units=10, paid=0, net=0)) == []


def test_more_than_is_open_and_what_was_not_ordered() -> None:
    assert found(MatchedAmount(units=113, paid=100, net=1_000)) == ["quantity"]
    assert found(MatchedAmount(units=110, paid=100, net=1_000), to_come=50) == ["quantity"]
    assert found(MatchedAmount(units=1, paid=1, net=1), key=OTHER) == ["unordered"]
