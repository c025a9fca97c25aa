"""A counter's share of what there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.stock.rules.quota import is_worth_a_change, share_of


def test_each_counter_has_a_share_and_one_stays_free() -> None:
    assert [share_of(units, 2) for units in (7, 3, 2, 1, 0)] == [2, 1, 0, 0, 0]
    assert share_of(100, 4) == 20
    assert share_of(5, 0) == 0


@given(units=st.integers(0, 10_000), counters=st.integers(2, 20))
def test_all_shares_are_never_more_than_there_is_and_leave_some(units: int, counters: int) -> None:
    assert share_of(units, counters) * counters <= units
    assert units == 0 or share_of(units, counters) * counters < units


def test_small_differences_are_left_and_the_last_units_arent() -> None:
    assert not is_worth_a_change(100, 100)
    assert not is_worth_a_change(95, 100)
    assert is_worth_a_change(70, 100)
    assert is_worth_a_change(1, 0)
    assert is_worth_a_change(0, 1)
