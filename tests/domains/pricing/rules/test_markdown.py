"""A suggested price by the days that are left, and what it does to the margin."""

from __future__ import annotations

import pytest

from theriac.domains.pricing.rules.markdown import margin_bp, markdown_bp, marked_down

pytestmark = pytest.mark.rows("STK-21")


@pytest.mark.parametrize(
    ("days", "rate"),
    [(0, 0), (1, 5_000), (14, 5_000), (15, 3_000), (29, 3_000), (30, 1_500), (59, 1_500), (60, 0)],
)
def test_more_comes_off_the_sooner_it_expires(days: int, rate: int) -> None:
    assert markdown_bp(days) == rate


def test_the_price_and_its_margin_are_whole_numbers() -> None:
    assert marked_down(999, 20) == 999 - 300
    assert (margin_bp(1_000, 700), margin_bp(850, 700), margin_bp(500, 700)) == (
        3_000,
        1_765,
        -4_000,
    )
    assert margin_bp(0, 700) is None
