"""What is asked back for goods."""

from __future__ import annotations

import pytest

from theriac.domains.purchasing.rules.credit import expected_credit


@pytest.mark.parametrize(
    ("quantity", "cost", "units", "expected"),
    [
        (100, 70_000, 100, 70_000),
        (1, 10, 4, 3),
        (1, 9, 4, 2),
        (33, 100_000, 110, 30_000),
        (7, None, 1, 0),
        (0, 500, 10, 0),
    ],
)
def test_the_share_of_what_was_paid_is_asked_back(
    quantity: int, cost: int | None, units: int, expected: int
) -> None:
    assert expected_credit(quantity, cost, units) == expected
