"""A clean series: each day's sale, the days without stock marked, and a rate over the others."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.forecasting.rules.series import (
    AFTER_ALL,
    DaySpan,
    DemandedDay,
    DemandRate,
    DemandSeries,
    Moved,
    days_out,
    series_of,
)

FIRST = date(2026, 11, 1)
ONE, TWO = UUID(int=1), UUID(int=2)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def span(first: int, last: int) -> DaySpan:
    return DaySpan(day(first), day(last))


def from_on(first: int) -> DaySpan:
    return DaySpan(day(first), AFTER_ALL)


def sale(number: int, units: int, batch: UUID = ONE) -> Moved:
    return Moved(day(number), batch, -units, units)


def came(number: int, units: int, batch: UUID = ONE) -> Moved:
    return Moved(day(number), batch, units, 0)


def series(
    now: dict[UUID, int], moves: list[Moved], last: int, expires: dict[UUID, date | None]
) -> DemandSeries:
    return series_of(now, expires, moves, FIRST, day(last))


LONG = {ONE: day(900), TWO: day(900)}


@pytest.mark.rows("ANA-05")
def test_days_without_stock_are_marked_and_a_day_that_ran_out_is_too() -> None:
    """10 lie there, 4 are sold, then 6; nothing for three days; 20 come on day 5, 2 are sold."""
    moves = [sale(0, 4), sale(1, 6), came(5, 20), sale(6, 2)]
    found = series({ONE: 18}, moves, 8, LONG)
    assert found.days == (
        DemandedDay(day(0), 4, ran_out=False),
        DemandedDay(day(1), 6, ran_out=True),
        DemandedDay(day(5), 0, ran_out=True),
        DemandedDay(day(6), 2, ran_out=False),
    )
    assert found.out == (span(2, 4),)


def test_goods_that_expired_or_have_no_expiry_cant_be_sold() -> None:
    assert series({ONE: 5}, [], 6, {ONE: day(3)}).out == (from_on(3),)
    assert series({ONE: 5}, [], 6, {ONE: None}).out == (from_on(0),)
    assert series({ONE: 5, TWO: 1}, [], 6, {ONE: day(3), TWO: day(5)}).out == (from_on(5),)
    # It expires tomorrow.
    assert series({ONE: 5}, [], 6, {ONE: day(7)}).out == (from_on(7),)


def test_what_was_sold_out_on_the_last_day_lacks_from_the_next_on() -> None:
    assert series({ONE: 0}, [sale(6, 5)], 6, LONG).out == (from_on(7),)
    assert series({ONE: 0}, [sale(7, 5)], 6, LONG).out == ()


def test_what_moves_after_the_last_day_is_taken_back() -> None:
    assert series({ONE: 1}, [sale(1, 2), sale(9, 7)], 4, LONG).out == ()
    assert series({ONE: 9}, [came(9, 9)], 4, LONG).out == (from_on(0),)


def test_a_sale_of_what_wasnt_booked_yet_counts_and_its_day_lacked() -> None:
    """A counter sold offline what the books received on the next day."""
    found = series({ONE: 7}, [sale(2, 3), came(3, 10)], 4, LONG)
    assert found.days == (
        DemandedDay(day(2), 3, ran_out=True),
        DemandedDay(day(3), 0, ran_out=True),
    )
    assert found.out == (span(0, 1),)


@pytest.mark.rows("ANA-05")
def test_a_rate_divides_by_the_days_with_stock_alone() -> None:
    rate = DemandRate(units=30, days=30, days_out=10)
    assert (rate.days_in_stock, rate.per_day) == (20, Fraction(3, 2))
    assert DemandRate(units=0, days=30, days_out=30).per_day is None


def test_a_family_lacks_where_none_of_it_was_there() -> None:
    assert days_out([[span(2, 4), span(8, 20)]], day(0), day(10)) == 6
    assert days_out([[span(0, 4)], [span(3, 9)]], day(0), day(10)) == 2
    assert days_out([], day(0), day(10)) == 0


@st.composite
def lives(draw: st.DrawFn) -> tuple[dict[UUID, int], dict[UUID, date | None], list[Moved], int]:
    """What two batches have now, when they expire, and how they came and were sold."""
    moves: list[Moved] = []
    for number in range(draw(st.integers(1, 12))):
        for batch in (ONE, TWO):
            moves += draw(
                st.lists(
                    st.one_of(
                        st.integers(1, 4).map(lambda units, b=batch, n=number: came(n, units, b)),
                        st.integers(1, 4).map(lambda units, b=batch, n=number: sale(n, units, b)),
                    ),
                    max_size=2,
                )
            )
    now = {batch: draw(st.integers(0, 6)) for batch in (ONE, TWO)}
    expiries = {batch: draw(st.none() | st.integers(0, 14).map(day)) for batch in (ONE, TWO)}
    return now, expiries, moves, draw(st.integers(0, 12))


@given(lives())
def test_it_is_what_a_look_at_each_day_finds(
    life: tuple[dict[UUID, int], dict[UUID, date | None], list[Moved], int],
) -> None:
    now, expiries, moves, last = life
    found = series(now, moves, last, expiries)
    told = {one.day: one for one in found.days}
    for number in range(last + 1):
        today = day(number)
        looks, units = _looked(now, expiries, moves, today)
        had, lacked = any(one > 0 for one in looks), any(one <= 0 for one in looks)
        is_out = any(one.first <= today <= one.last for one in found.out)
        assert is_out == (not had and not units)
        expected = DemandedDay(today, units, ran_out=lacked and not is_out)
        if units or expected.ran_out:
            assert told.pop(today) == expected
    assert told == {}
    assert all(a.last + timedelta(days=1) < b.first for a, b in pairwise(found.out))


def _looked(
    now: dict[UUID, int],
    expiries: dict[UUID, date | None],
    moves: list[Moved],
    today: date,
) -> tuple[list[int], int]:
    """What could be sold at the day's beginning and after each of its moves, and what was sold."""
    sellable = {
        batch for batch, expires_on in expiries.items() if expires_on and expires_on > today
    }

    def there(after: list[Moved]) -> int:
        later = sum(one.change for one in after if one.batch_id in sellable)
        return sum(units for batch, units in now.items() if batch in sellable) - later

    own = [one for one in moves if one.day == today]
    later = [one for one in moves if one.day > today]
    looks = [there([*own[done:], *later]) for done in range(len(own) + 1)]
    return looks, sum(one.sold for one in own)
