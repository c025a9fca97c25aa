from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.pricing.rules.prices import (
    PackLevel,
    PriceRow,
    UnitPrice,
    line_amount,
    resolve_price,
)

AMOUNTS = st.integers(0, 10**12)
UNITS = st.integers(1, 1000)
QUANTITIES = st.integers(1, 10**6)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@given(AMOUNTS, UNITS, QUANTITIES)
def test_a_derived_price_is_never_exceeded(amount: int, units: int, quantity: int) -> None:
    price = UnitPrice(amount, units, derived=True)
    line = line_amount(price, quantity)
    assert line * units <= amount * quantity
    assert line * units > amount * quantity - units
    assert line_amount(price, units) == amount


@given(AMOUNTS, UNITS, st.lists(st.integers(1, 1000), min_size=1, max_size=8))
def test_a_strip_cut_in_pieces_costs_no_more_than_whole(
    amount: int, units: int, pieces: list[int]
) -> None:
    price = UnitPrice(amount, units, derived=True)
    whole = line_amount(price, sum(pieces))
    assert sum(line_amount(price, piece) for piece in pieces) <= whole


@given(AMOUNTS, UNITS, QUANTITIES)
def test_an_own_price_is_nearest(amount: int, units: int, quantity: int) -> None:
    line = line_amount(UnitPrice(amount, units), quantity)
    assert -units < 2 * (line * units - amount * quantity) <= units


@given(AMOUNTS, UNITS, QUANTITIES)
def test_whole_packs_are_exact(amount: int, units: int, packs: int) -> None:
    assert line_amount(UnitPrice(amount, units), units * packs) == amount * packs


def test_nothing_is_no_line() -> None:
    with pytest.raises(ValueError, match="at least one"):
        line_amount(UnitPrice(100, 1), 0)


@pytest.mark.rows("CAT-09")
def test_a_branch_keeps_its_own_price_list() -> None:
    packs = [PackLevel("tablet", 1), PackLevel("strip", 10)]
    day = timedelta(days=1)
    rows = [
        PriceRow("strip", None, 9500, NOW - 30 * day),
        PriceRow("strip", "melati", 9000, NOW - 60 * day),
        PriceRow("strip", "melati", 9200, NOW + day),
    ]

    def price(branch: str, moment: datetime) -> UnitPrice | None:
        return resolve_price(packs, rows, "strip", branch_id=branch, moment=moment)

    assert price("melati", NOW) == UnitPrice(9000, 10)
    assert price("melati", NOW + day) == UnitPrice(9200, 10)
    assert price("kemang", NOW) == UnitPrice(9500, 10)
    assert price("kemang", NOW - 40 * day) is None
    assert resolve_price(packs, rows, "tablet", branch_id="kemang", moment=NOW) == UnitPrice(
        9500, 10, derived=True
    )


def test_a_pack_of_another_product_is_a_defect() -> None:
    with pytest.raises(KeyError):
        resolve_price([PackLevel("tablet", 1)], [], "box", branch_id="b", moment=NOW)
