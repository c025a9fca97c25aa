"""Every sum of a receipt is exact to the minor unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.purchase_orders.rules.prices import LinePrice
from theriac.domains.purchasing.rules.costs import DocumentPrice, cost_of

line_prices = st.builds(
    LinePrice,
    packs=st.integers(0, 2000),
    price=st.integers(0, 10**9),
    discount_bp=st.integers(0, 10_000),
    discount=st.just(0),
    tax_bp=st.sampled_from([0, 500, 1100, 1200, 1800]),
)


@pytest.mark.rows("PUR-16")
def test_ten_and_one_cost_what_was_paid_over_eleven() -> None:
    cost = cost_of([LinePrice(packs=10, price=1_100)], DocumentPrice())

    assert cost.lines[0].cost == 11_000


@pytest.mark.rows("PUR-17")
def test_an_invoice_is_shared_out_to_the_rupiah() -> None:
    lines = [
        LinePrice(packs=3, price=33_333, discount_bp=250, tax_bp=1100),
        LinePrice(packs=1, price=10_001, discount=1, tax_bp=1100),
        LinePrice(packs=5, price=200, tax_bp=0),
    ]

    cost = cost_of(lines, DocumentPrice(discount=1_000, freight=777))

    assert [one.net for one in cost.lines] == [97_499, 10_000, 1_000]
    assert [one.discount for one in cost.lines] == [899, 92, 9]
    assert [one.freight for one in cost.lines] == [698, 72, 7]
    assert [one.tax for one in cost.lines] == [10_626, 1_090, 0]
    assert [one.cost for one in cost.lines] == [107_924, 11_070, 998]
    assert cost.total == cost.cost == 119_992


def test_tax_that_is_claimed_back_is_no_cost() -> None:
    line = LinePrice(packs=1, price=10_000, tax_bp=1100)

    cost = cost_of([line], DocumentPrice(tax_is_cost=False))

    assert (cost.cost, cost.tax, cost.total) == (10_000, 1_100, 11_100)


def test_a_printed_tax_counts_instead_of_the_computed() -> None:
    lines = [LinePrice(packs=1, price=5_000, tax_bp=1100) for _ in range(3)]

    cost = cost_of(lines, DocumentPrice(tax_total=1_651))

    assert [one.tax for one in cost.lines] == [551, 550, 550]


def test_no_line_costs_nothing() -> None:
    assert cost_of([], DocumentPrice()).total == 0


@pytest.mark.rows("PUR-17")
@given(
    lines=st.lists(line_prices, min_size=1, max_size=30),
    freight=st.integers(0, 10**9),
    share=st.integers(0, 100),
    tax_total=st.none() | st.integers(0, 10**9),
    tax_is_cost=st.booleans(),
)
def test_the_parts_add_up_exactly(
    lines: list[LinePrice], freight: int, share: int, tax_total: int | None, *, tax_is_cost: bool
) -> None:
    discount = sum(line.net for line in lines) * share // 100
    document = DocumentPrice(
        discount=discount, freight=freight, tax_total=tax_total, tax_is_cost=tax_is_cost
    )

    cost = cost_of(lines, document)

    assert sum(one.discount for one in cost.lines) == discount
    assert sum(one.freight for one in cost.lines) == freight
    assert tax_total is None or sum(one.tax for one in cost.lines) == tax_total
    assert sum(one.cost for one in cost.lines) == cost.cost
    assert cost.total == cost.cost + (0 if tax_is_cost else cost.tax)
    assert all(one.cost >= 0 for one in cost.lines)
