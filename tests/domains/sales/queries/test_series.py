"""What is missing from a branch's series."""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.commands.void_number import void_number
from theriac.domains.sales.models import HeldPush
from theriac.domains.sales.pushes.bounds import NEAR
from theriac.domains.sales.queries.series import last_number, last_sequences, missing_numbers

pytestmark = pytest.mark.django_db


def sell(shop: Shop, *sequences: int) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    for sequence in sequences:
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], sequence))


def gaps(shop: Shop) -> list[tuple[int, int, int]]:
    found = missing_numbers(actor=shop.owner, branch_id=shop.branch_id)
    assert {gap.prefix for gap in found} <= {series_of(shop).prefix}
    return [(gap.first, gap.last, gap.count) for gap in found]


@pytest.mark.rows("SAL-33")
def test_each_gap_from_its_first_to_its_last_number(shop: Shop) -> None:
    sell(shop, 3, 4, 8, 9)
    assert gaps(shop) == [(1, 2, 2), (5, 7, 3)]
    [first, _second] = missing_numbers(actor=shop.owner, branch_id=shop.branch_id)
    assert (first.terminal, first.terminal_id) == ("Kasir 1", shop.terminal_id)


@pytest.mark.rows("SAL-33")
def test_void_and_held_numbers_explain_their_gap(shop: Shop) -> None:
    sell(shop, 1, 4)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    sell(shop, 2, 6)
    assert gaps(shop) == [(3, 3, 1), (5, 5, 1)]
    for sequence in (3, 5):
        void_number(
            actor=shop.owner,
            branch_id=shop.branch_id,
            series_id=series_of(shop).id,
            sequence=sequence,
            reason="misprint",
        )
    assert gaps(shop) == []


def test_a_number_is_near_the_highest_that_is_booked_or_void(shop: Shop) -> None:
    series_id = series_of(shop).id
    assert last_number(series_id) == 0
    sell(shop, NEAR, 2 * NEAR)
    assert last_number(series_id) == 2 * NEAR
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "series_id": series_id}
    with pytest.raises(NotFound):
        void_number(**named, sequence=3 * NEAR + 1, reason="misprint")
    void_number(**named, sequence=3 * NEAR, reason="misprint")
    assert last_number(series_id) == 3 * NEAR
    assert not HeldPush.objects.exists()


def test_a_void_number_beyond_the_last_sale_leaves_the_ones_before_missing(shop: Shop) -> None:
    sell(shop, 1)
    void_number(
        actor=shop.owner,
        branch_id=shop.branch_id,
        series_id=series_of(shop).id,
        sequence=3,
        reason="misprint",
    )
    assert gaps(shop) == [(2, 2, 1)]


def test_whole_series_cost_three_statements_and_nothing_is_told_of_other_branches(
    shop: Shop, django_assert_num_queries: object
) -> None:
    sell(shop, 1, 2, 3)
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert gaps_of(shop) == []
    assert last_sequences([series_of(shop).id]) == {series_of(shop).id: 3}
    other = second_branch(shop)
    sell(shop, 7)
    assert missing_numbers(actor=shop.owner, branch_id=other) == []
    with pytest.raises(NotPermitted):
        missing_numbers(actor=add_staff("restocker", shop.branch_id), branch_id=shop.branch_id)


def gaps_of(shop: Shop) -> list[object]:
    return list(missing_numbers(actor=shop.owner, branch_id=shop.branch_id))
