"""The price that a receipt proposes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from theriac.domains.purchasing.rules.price_proposal import Basis, Margin, PackWorth, propose

BOX = PackWorth(price=40_000, tax_bp=1100, factor=100, cost_with_tax=84_360, quantity=220)
RX = Margin(Basis.LIST, 2500, 100)


@pytest.mark.parametrize(
    ("worth", "margin", "at_mrp", "price"),
    [
        (BOX, RX, False, 55_500),
        (replace(BOX, price=40_001), RX, False, 55_600),
        (BOX, Margin(Basis.COST, 1000, 500), False, 42_500),
        (replace(BOX, mrp=50_000), RX, False, 50_000),
        (replace(BOX, mrp=60_000), RX, False, 55_500),
        (replace(BOX, mrp=60_000), RX, True, 60_000),
        (replace(BOX, mrp=60_000), None, False, 60_000),
        (replace(BOX, mrp=60_000, ceiling=52_000), RX, True, 52_000),
        (BOX, None, False, None),
    ],
)
def test_the_proposal(
    worth: PackWorth, margin: Margin | None, price: int | None, *, at_mrp: bool
) -> None:
    assert propose(worth, margin, sells_at_mrp=at_mrp) == price
