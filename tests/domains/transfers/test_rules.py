"""How much another branch would sell of what is short-dated here."""

from __future__ import annotations

import pytest

from theriac.domains.transfers.rules import Outlet, a_month, opens_pack, units_to_send

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


@pytest.mark.parametrize(("pack", "expected"), [(1, 16), (5, 15), (10, 10), (16, 16), (20, 0)])
def test_what_is_sent_is_whole_packs(pack: int, expected: int) -> None:
    assert units_to_send(Outlet(36, 0), unsold=30, days_left=40, pack=pack) == expected


@pytest.mark.parametrize(
    ("quantity", "there", "pack", "opens"),
    [(60, 180, 60, False), (30, 180, 60, True), (90, 180, 60, True), (30, 30, 60, False)],
)
def test_a_part_of_a_pack_opens_it_unless_nothing_else_is_left(
    quantity: int, there: int, pack: int, opens: bool
) -> None:
    assert opens_pack(quantity, there=there, pack=pack) is opens
