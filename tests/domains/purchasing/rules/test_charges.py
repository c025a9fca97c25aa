"""The discount, freight and rounding of a whole invoice, borne out by its total."""

from __future__ import annotations

from typing import Any

import pytest

from theriac.domains.purchase_orders.rules.prices import LinePrice
from theriac.domains.purchasing.rules.charges import InvoiceCharges, PrintedSums, charges_of

pytestmark = pytest.mark.rows("PUR-15")

LINES = (
    LinePrice(packs=2, price=10_000, discount_bp=1_000, tax_bp=1_100),
    LinePrice(packs=3, price=20_000, tax_bp=1_100),
)
"""18,000 and 60,000."""


def charges(lines: Any = LINES, **printed: int) -> tuple[int, int]:
    found = charges_of(lines, PrintedSums(**printed), 1)
    assert isinstance(found, InvoiceCharges)
    return found.discount, found.freight


def test_a_discount_beyond_the_lines_is_taken_off_the_whole() -> None:
    assert charges(discount=8_000, tax=7_700, total=77_700) == (8_000, 0)
    assert charges(discount=-8_000, tax=7_700, total=77_700) == (8_000, 0)


def test_a_sum_of_the_lines_discounts_is_no_further_one() -> None:
    assert charges(discount=2_000, tax=8_580, total=86_580) == (0, 0)


def test_freight_and_a_rounding_either_way_are_taken() -> None:
    assert charges(freight=15_000, rounding=20, tax=8_580, total=101_600) == (0, 15_020)
    assert charges(freight=15_000, rounding=80, tax=8_580, total=101_500) == (80, 15_000)
    assert charges(freight=15_000, rounding=-80, tax=8_580, total=101_500) == (80, 15_000)


def test_a_tax_that_is_not_printed_is_the_lines() -> None:
    assert charges(discount=8_000, freight=5_000, total=82_700) == (8_000, 5_000)


def test_what_makes_no_total_or_two_is_left_to_a_person() -> None:
    assert charges(discount=8_000, freight=5_000, tax=7_700, total=99_000) == (0, 0)
    assert charges(discount=5_000, freight=5_000, tax=0, total=78_000) == (0, 0)
    assert charges(discount=90_000, total=86_580) == (0, 0)


def test_without_a_sum_freight_stands_as_printed() -> None:
    assert charges(None, discount=8_000, freight=5_000, total=82_700) == (0, 5_000)
    assert charges(discount=8_000, freight=5_000) == (0, 5_000)
