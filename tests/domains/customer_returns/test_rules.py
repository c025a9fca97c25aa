"""Shares of a line, where goods go, by which way money goes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.customer_returns.rules import (
    GoodsState,
    LineShare,
    at_least,
    by_the_way_it_was_paid,
    is_otherwise,
    left_by,
    mildest,
    other_part,
    share_at,
    share_of,
)


@given(
    cuts=st.lists(st.integers(1, 50), min_size=1, max_size=12),
    taxes=st.lists(st.integers(0, 10**9), max_size=3),
    taxable=st.integers(0, 10**12),
)
def test_the_parts_of_a_line_add_up_to_it(cuts: list[int], taxes: list[int], taxable: int) -> None:
    tax = sum(taxes)
    whole = LineShare(taxable + tax, tax, [{"code": "T", "amount": amount} for amount in taxes])
    sold, before, parts = sum(cuts), 0, []
    for units in cuts:
        parts.append(share_of(whole, sold, before, units))
        before += units

    assert sum(one.amount for one in parts) == whole.amount
    assert sum(one.tax for one in parts) == whole.tax
    for place, amount in enumerate(taxes):
        assert sum(one.taxes[place]["amount"] for one in parts) == amount


def test_the_tax_of_a_price_is_that_of_the_whole() -> None:
    whole = LineShare(700, 69, [{"code": "PPN", "rate_bp": 1100, "amount": 69}])

    assert share_at(whole, 350) == LineShare(
        350, 34, [{"code": "PPN", "rate_bp": 1100, "amount": 34}]
    )
    assert share_at(LineShare(0, 0, []), 0) == LineShare(0, 0, [])


@pytest.mark.parametrize(
    ("state", "goes"),
    [
        (GoodsState(True, False, True, "sealed"), "shelf"),
        (GoodsState(True, False, True, "sealed", has_serials=True), "quarantine"),
        (GoodsState(False, False, True, "sealed"), "quarantine"),
        (GoodsState(True, True, True, "sealed"), "quarantine"),
        (GoodsState(True, False, False, "sealed"), "quarantine"),
        (GoodsState(True, False, True, "opened"), "destruction"),
        (GoodsState(False, True, False, "damaged"), "destruction"),
    ],
)
def test_the_mildest_place(state: GoodsState, goes: str) -> None:
    assert mildest(state) == goes


@pytest.mark.parametrize(
    ("wanted", "least", "goes"),
    [
        (None, "shelf", "shelf"),
        ("quarantine", "shelf", "quarantine"),
        ("shelf", "quarantine", "quarantine"),
        ("quarantine", "destruction", "destruction"),
    ],
)
def test_nobody_is_milder_than_the_rule(wanted: str | None, least: str, goes: str) -> None:
    assert at_least(wanted, least) == goes


def test_money_goes_back_by_the_way_it_came() -> None:
    left = left_by({"cash": 500, "card": 300, "qr": 100}, {"card": 250, "cash": 600})

    assert left == {"cash": 0, "card": 50, "qr": 100}
    assert other_part(120, left) == 120
    assert other_part(900, left) == 150
    assert by_the_way_it_was_paid(120, left) == [("card", 50), ("qr", 70)]
    assert by_the_way_it_was_paid(200, left) == [("card", 50), ("qr", 100), ("cash", 50)]


@pytest.mark.parametrize(
    ("refunds", "slack", "otherwise"),
    [
        ([("cash", 500)], 0, False),
        ([("cash", 501)], 0, True),
        ([("cash", 520)], 20, False),
        ([("cash", 300), ("cash", 300)], 20, True),
        ([("card", 301)], 20, True),
        ([("qr", 1)], 20, True),
    ],
)
def test_what_is_refunded_otherwise(
    refunds: list[tuple[str, int]], slack: int, otherwise: bool
) -> None:
    assert is_otherwise(refunds, {"cash": 500, "card": 300}, slack) is otherwise
