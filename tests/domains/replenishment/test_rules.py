"""What will expire before it sells: exact, first to expire first, never more than there is."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.replenishment.rules import (
    AgeingBatch,
    Band,
    Elsewhere,
    ExpiryBands,
    Proposal,
    band_of,
    propose,
    sells_elsewhere,
    unsold_units,
)
from theriac.domains.stock.rules.valuation import cost_of

TODAY = date(2026, 11, 21)


def batch(number: int, quantity: int, days: int, *, held: bool = False) -> AgeingBatch:
    return AgeingBatch(
        UUID(int=number),
        quantity,
        TODAY + timedelta(days=days),
        TODAY - timedelta(days=100),
        held=held,
    )


def left(batches: list[AgeingBatch], sold: int) -> dict[int, int]:
    found = unsold_units(batches, today=TODAY, sold=sold)
    return {key.int: units for key, units in found.items()}


@pytest.mark.rows("STK-22")
def test_batches_are_eaten_in_the_order_of_their_expiry() -> None:
    """90 in 90 days is one a day: 30 by the first expiry, 60 by the second, 30 of them its own."""
    assert left([batch(2, 50, 60), batch(1, 40, 30)], 90) == {1: 10, 2: 20}


def test_what_an_earlier_batch_cant_give_a_later_one_does() -> None:
    assert left([batch(1, 5, 30), batch(2, 100, 60)], 90) == {1: 0, 2: 45}


def test_the_rate_is_an_exact_ratio_rounded_down_once() -> None:
    assert left([batch(1, 10, 89)], 1) == {1: 10}
    assert left([batch(1, 10, 90)], 1) == {1: 9}
    assert left([batch(1, 10, 44), batch(2, 10, 46)], 2) == {1: 10, 2: 9}


def test_what_is_expired_or_held_sells_nothing_and_stands_in_nobodys_way() -> None:
    gone, held, good = batch(1, 7, 0), batch(2, 8, 20, held=True), batch(3, 9, 30)
    assert left([gone, held, good], 90) == {1: 7, 2: 8, 3: 0}


def test_without_a_sale_everything_stays() -> None:
    assert left([batch(1, 7, 170)], 0) == {1: 7}


_batches = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(-40, 400), st.booleans()), max_size=12
).map(lambda rows: [batch(n, q, d, held=h) for n, (q, d, h) in enumerate(rows)])


@given(_batches, st.integers(0, 10**6))
def test_nothing_is_lost_and_no_prefix_sells_more_than_is_wanted(
    batches: list[AgeingBatch], sold: int
) -> None:
    found = unsold_units(batches, today=TODAY, sold=sold)
    assert set(found) == {one.id for one in batches}
    assert all(0 <= found[one.id] <= one.quantity for one in batches)
    for last in batches:
        days = max(0, (last.expires_on - TODAY).days)
        prefix = [one for one in batches if one.expires_on <= last.expires_on]
        taken = sum(one.quantity - found[one.id] for one in prefix)
        assert taken <= sold * days // 90


@given(_batches, st.integers(0, 10**5), st.integers(0, 10**5))
def test_selling_more_never_leaves_more(batches: list[AgeingBatch], less: int, more: int) -> None:
    low, high = sorted((less, more))
    few = sum(unsold_units(batches, today=TODAY, sold=high).values())
    many = sum(unsold_units(batches, today=TODAY, sold=low).values())
    assert few <= many


def test_bands_meet_without_a_gap() -> None:
    bounds = ExpiryBands(far=180, look=90, stop=30)
    days = (-3, 0, 1, 30, 31, 90, 91, 180, 181)
    assert [band_of(one, bounds) for one in days] == [
        Band.EXPIRED,
        Band.EXPIRED,
        Band.STOP,
        Band.STOP,
        Band.LOOK,
        Band.LOOK,
        Band.FAR,
        Band.FAR,
        None,
    ]


def test_cost_is_rounded_down_on_the_line() -> None:
    assert [cost_of(units, 1000, 3) for units in (1, 2, 3)] == [333, 666, 1000]
    assert cost_of(5, None, 1) == 0


def test_the_branch_that_would_sell_most_of_it() -> None:
    slow = Elsewhere(UUID(int=1), on_hand=10, sold=90)
    quick = Elsewhere(UUID(int=2), on_hand=0, sold=180)
    assert sells_elsewhere([slow, quick], unsold=50, days_left=30) == UUID(int=2)
    assert sells_elsewhere([slow, quick], unsold=15, days_left=30) == UUID(int=1)
    full = Elsewhere(UUID(int=3), on_hand=500, sold=90)
    assert sells_elsewhere([full], unsold=15, days_left=30) is None


def test_what_is_proposed() -> None:
    assert propose(days_left=0, unsold=3, sold=9, transferable=True) == (
        Proposal.RETURN,
        Proposal.MOVE_OUT,
    )
    assert propose(days_left=9, unsold=0, sold=9, transferable=False) == ()
    assert propose(days_left=9, unsold=3, sold=9, transferable=True) == (
        Proposal.TRANSFER,
        Proposal.MARKDOWN,
        Proposal.RETURN,
    )
    assert propose(days_left=9, unsold=3, sold=0, transferable=False) == (Proposal.RETURN,)


def test_what_is_withheld_is_returned_at_most() -> None:
    for days_left in (-1, 0, 9):
        assert propose(days_left=days_left, unsold=3, sold=9, transferable=True, held=True) == (
            Proposal.RETURN,
        )
    assert propose(days_left=9, unsold=0, sold=9, transferable=False, held=True) == ()
