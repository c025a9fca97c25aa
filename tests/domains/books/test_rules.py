"""Entries balance, and what is closed stays as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.books.rules import Closing, OutOfBalance, Pair, added, open_day, paired

ACCOUNTS = st.sampled_from(["cash", "bank", "sales", "tax", "rounding", "stock", "cost"])
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@given(st.dictionaries(ACCOUNTS, st.integers(-(10**12), 10**12), max_size=6))
def test_every_balanced_entry_becomes_postings_that_say_the_same(amounts: dict[str, int]) -> None:
    amounts["left"] = -sum(amounts.values())
    pairs = paired(amounts)

    sums = dict.fromkeys(amounts, 0)
    for pair in pairs:
        assert pair.amount > 0
        assert pair.debit != pair.credit
        sums[pair.debit] += pair.amount
        sums[pair.credit] -= pair.amount
    assert sums == amounts
    assert len(pairs) < max(2, len(amounts))


def test_a_sale_paid_in_two_ways_is_paired_in_the_order_given() -> None:
    entered = paired({"cash": 300, "card": 700, "sales": -900, "tax": -99, "rounding": -1})

    assert entered == [
        Pair("cash", "sales", 300),
        Pair("card", "sales", 600),
        Pair("card", "tax", 99),
        Pair("card", "rounding", 1),
    ]


def test_what_does_not_balance_is_refused() -> None:
    with pytest.raises(OutOfBalance):
        paired({"cash": 100, "sales": -99})


def test_accounts_named_twice_are_added_and_nothing_is_left_out() -> None:
    assert added([("cash", 5), ("sales", -7), ("cash", 2), ("tax", 0)]) == {"cash": 7, "sales": -7}


def test_what_is_recorded_after_a_closing_goes_into_the_first_open_day() -> None:
    closings = [Closing(date(2026, 9, 30), NOON), Closing(date(2026, 10, 31), NOON + timedelta(1))]
    september, october = date(2026, 9, 12), date(2026, 10, 12)

    assert open_day(september, NOON - timedelta(seconds=1), closings) == september
    assert open_day(september, NOON, closings) == date(2026, 10, 1)
    assert open_day(october, NOON, closings) == october
    assert open_day(october, NOON + timedelta(1), closings) == date(2026, 11, 1)
    assert open_day(date(2026, 11, 5), NOON + timedelta(1), closings) == date(2026, 11, 5)


def test_an_earlier_closing_opens_days_again() -> None:
    closings = [Closing(date(2026, 9, 30), NOON), Closing(date(2026, 8, 31), NOON + timedelta(1))]

    assert open_day(date(2026, 9, 12), NOON + timedelta(2), closings) == date(2026, 9, 12)
