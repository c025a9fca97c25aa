"""What a unit more is worth: the sales that are lost without it, a minimum that somebody set."""

from __future__ import annotations

from fractions import Fraction

from theriac.domains.proposals.rules.inputs import MINIMUM_SHARE
from theriac.domains.proposals.rules.lost_sales import (
    HorizonDemand,
    StockBounds,
    Tranche,
    tranches_of,
)

SELDOM = HorizonDemand.of(Fraction(1, 10), Fraction(1, 10), 14)
EARNED, KEPT = Fraction(1_000), Fraction(100)


def values(minimum: int, share: Fraction, *, there: int = 20) -> list[int]:
    bounds = StockBounds(there, minimum, max(minimum, 24), share)
    return [one.value(EARNED, KEPT) for one in tranches_of(SELDOM, bounds)]


def test_what_sells_is_worth_more_than_what_only_a_minimum_asks_for() -> None:
    sells = tranches_of(SELDOM, StockBounds(0, 0, 2, MINIMUM_SHARE))
    only_wanted = values(30, MINIMUM_SHARE)
    assert only_wanted
    assert max(only_wanted) < sells[0].value(EARNED, KEPT)


def test_a_minimum_is_worth_having_and_beyond_it_a_unit_that_does_not_sell_costs() -> None:
    assert values(30, MINIMUM_SHARE) == [100_000] * len(values(30, MINIMUM_SHARE))
    assert values(20, MINIMUM_SHARE)[-1] < 0


def test_each_unit_of_a_vital_product_up_to_its_minimum_counts_as_sold() -> None:
    assert values(30, Fraction(1))[0] == EARNED * 1_000


def test_of_a_minimum_no_more_counts_as_sold_than_sells() -> None:
    found = tranches_of(SELDOM, StockBounds(20, 30, 30, Fraction(1)))
    assert sum(one.share * one.units for one in found) == 0


def test_of_what_is_new_the_minimum_is_what_will_be_asked_for() -> None:
    (found,) = tranches_of(
        HorizonDemand.of(Fraction(0), Fraction(0), 14), StockBounds(0, 5, 5, MINIMUM_SHARE, True)
    )
    assert found.share == 1


def test_a_unit_is_never_worth_less_than_the_next_one() -> None:
    bounds = StockBounds(-1, 12, 15, MINIMUM_SHARE)
    found = [
        one.value(EARNED, KEPT)
        for one in tranches_of(HorizonDemand.of(Fraction(1), Fraction(2), 10), bounds)
    ]
    assert found == sorted(found, reverse=True)
    assert Tranche(1, Fraction(1, 50), MINIMUM_SHARE).value(EARNED, KEPT) == 100_000
