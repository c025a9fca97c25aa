"""Pure decisions of loyalty."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from theriac.domains.loyalty.rules import (
    PointLot,
    ProgramTerms,
    due_points,
    next_to_expire,
    number_of,
    plain_number,
    share_back,
    spaced,
)

pytestmark = pytest.mark.rows("SAL-26")


@pytest.mark.parametrize(
    ("eligible", "by_points", "points"),
    [(0, 0, 0), (999, 0, 0), (1_000, 0, 3), (2_999, 0, 6), (2_999, 1_000, 3), (500, 900, 0)],
)
def test_points_are_earned_by_whole_amounts(eligible: int, by_points: int, points: int) -> None:
    terms = ProgramTerms(is_on=True, earn_amount=1_000, earn_points=3)
    assert terms.earned(eligible, by_points) == points
    assert ProgramTerms(earn_amount=1_000, earn_points=3).earned(eligible, by_points) == 0


def test_shares_add_up_in_whatever_parts(rng: Random) -> None:
    for _case in range(200):
        whole, amount = rng.randrange(0, 5_000), rng.randrange(1, 10**7)
        back = came = 0
        while came < amount:
            came = min(amount, came + rng.randrange(1, amount + 1))
            part = share_back(whole, came, amount, back)
            assert part >= 0
            back += part
        assert back == whole
    assert share_back(7, 5, 0, 0) == 0


def test_what_ends_first_is_used_first() -> None:
    first, second, never = date(2026, 1, 1), date(2026, 2, 1), None
    lots = [PointLot(5, second), PointLot(10, first), PointLot(100, never)]
    assert due_points(lots, 4, first) == 0
    assert due_points(lots, 4, date(2026, 1, 2)) == 6
    assert due_points(lots, 12, date(2026, 1, 2)) == 0
    assert due_points(lots, 12, date(2026, 3, 1)) == 3
    assert next_to_expire(lots, 4) == PointLot(6, first)
    assert next_to_expire(lots, 12) == PointLot(3, second)
    assert next_to_expire(lots, 15) is None


def test_a_slip_of_the_scanner_is_no_number(rng: Random) -> None:
    for _case in range(50):
        number = number_of(rng.randrange(10**10))
        assert plain_number(spaced(number)) == number
        at = rng.randrange(len(number))
        other = str((int(number[at]) + rng.randrange(1, 10)) % 10)
        assert plain_number(number[:at] + other + number[at + 1 :]) == ""
    assert plain_number("12345") == plain_number("") == ""
