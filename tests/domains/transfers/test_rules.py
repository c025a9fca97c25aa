"""How much another branch would sell of what is short-dated here."""

from __future__ import annotations

import pytest

from theriac.domains.transfers.rules import Outlet, a_month, units_to_send

pytestmark = pytest.mark.rows("EXT-05")


@pytest.mark.parametrize(
    ("outlet", "unsold", "days", "expected"),
    [
        (Outlet(36, 0), 30, 40, 16),
        (Outlet(36, 10), 30, 40, 6),
        (Outlet(36, 10, 6), 30, 40, 0),
        (Outlet(36, 0), 5, 40, 5),
        (Outlet(36, 0), 30, 0, 0),
        (Outlet(36, 0), 30, -3, 0),
        (Outlet(0, 0), 30, 40, 0),
        (Outlet(36, 0), -2, 40, 0),
    ],
)
def test_no_more_is_sent_than_sells_there_and_not_here(
    outlet: Outlet, unsold: int, days: int, expected: int
) -> None:
    assert units_to_send(outlet, unsold=unsold, days_left=days) == expected


def test_a_rate_is_told_by_the_month() -> None:
    assert [a_month(sold) for sold in (36, 9, 1, 2, 0)] == [12, 3, 0, 1, 0]
