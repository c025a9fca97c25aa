"""Which batches a sale takes, in which order, and what state each is in."""

from datetime import date, timedelta

import pytest

from theriac.domains.stock.rules.allocation import (
    Allocation,
    AllocationCandidate,
    BatchCondition,
    Rotation,
    Take,
    allocate,
    condition_of,
    is_opened,
    order_candidates,
)

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
SOON = TODAY + timedelta(days=30)
LATER = TODAY + timedelta(days=300)
EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)


def batch(
    name: str,
    quantity: int = 10,
    expires_on: date | None = LATER,
    received_on: date = EARLY,
    *,
    held: bool = False,
    reserved: int = 0,
) -> AllocationCandidate:
    return AllocationCandidate(name, quantity, expires_on, received_on, held, reserved)


def ordered(*candidates: AllocationCandidate, **how: object) -> list[object]:
    return [one.id for one in order_candidates(candidates, today=TODAY, **how)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expires_on", "held", "condition"),
    [
        (TOMORROW, False, BatchCondition.SELLABLE),
        (TODAY, False, BatchCondition.EXPIRED),
        (TODAY - timedelta(days=1), False, BatchCondition.EXPIRED),
        (None, False, BatchCondition.NO_EXPIRY),
        (TOMORROW, True, BatchCondition.HELD),
        (None, True, BatchCondition.HELD),
        (TODAY, True, BatchCondition.HELD),
    ],
)
def test_what_a_batch_is_today(
    expires_on: date | None, held: bool, condition: BatchCondition
) -> None:
    assert condition_of(expires_on, held=held, today=TODAY) is condition


@pytest.mark.parametrize(
    ("quantity", "largest_pack", "opened"),
    [
        (10, 10, False),
        (11, 10, True),
        (9, 10, True),
        (0, 10, False),
        (7, 1, False),
        (3, 2, True),
        (7, 0, False),
    ],
)
def test_a_pack_is_open_where_units_are_no_whole_packs(
    quantity: int, largest_pack: int, opened: bool
) -> None:
    assert is_opened(quantity, largest_pack) is opened


def test_the_first_to_expire_goes_first_then_the_first_received_then_the_first_id() -> None:
    late, early = batch("a", received_on=LATE), batch("b", received_on=EARLY)
    soon, twin = batch("z", expires_on=SOON, received_on=LATE), batch("c")
    assert ordered(late, twin, early, soon) == ["z", "b", "c", "a"]


def test_fifo_takes_what_came_first_and_of_one_day_what_expires_first() -> None:
    soon = batch("soon", expires_on=SOON, received_on=LATE)
    old, older = batch("old", expires_on=LATER), batch("older", expires_on=SOON)
    assert ordered(soon, old, older, rotation=Rotation.FIFO) == ["older", "old", "soon"]


def test_an_open_pack_goes_before_all_whatever_is_reserved_of_it() -> None:
    open_one = batch("open", 15, reserved=5)
    whole = batch("whole", 20, expires_on=SOON, reserved=5)
    assert ordered(open_one, whole, largest_pack=10) == ["open", "whole"]
    assert ordered(open_one, whole) == ["whole", "open"]


def test_what_is_held_expired_undated_or_kept_for_others_is_never_taken() -> None:
    left_out = [
        batch("held", held=True),
        batch("expired", expires_on=TODAY),
        batch("undated", expires_on=None),
        batch("reserved", 5, reserved=5),
        batch("over", 5, reserved=6),
        batch("empty", 0),
    ]
    assert ordered(*left_out, batch("one", 6, reserved=5), batch("last", expires_on=TOMORROW)) == [
        "last",
        "one",
    ]


def test_so_many_days_are_left_at_least() -> None:
    assert ordered(batch("a", expires_on=SOON), min_days=30) == ["a"]
    assert ordered(batch("a", expires_on=SOON), min_days=31) == []


def test_batches_are_taken_one_after_the_other_and_never_what_is_reserved() -> None:
    first, second, third = batch("a", 5, reserved=2), batch("b", 4), batch("c", 9)
    assert first.free == 3
    assert (
        AllocationCandidate(
            "A reversing document takes all goods out of stock. This is", 5, LATER, EARLY
        ).free
        == 5
    )
    assert allocate([first, second, third], 7) == Allocation((Take("a", 3), Take("b", 4)), 0)
    assert allocate([first, second], 2) == Allocation((Take("a", 2),), 0)
    assert allocate([first, second, third], 8) == Allocation(
        (Take("a", 3), Take("b", 4), Take("c", 1)), 0
    )


def test_nothing_is_taken_where_one_unit_lacks() -> None:
    assert allocate([batch("a", 5), batch("b", 4)], 9).short == 0
    assert allocate([batch("a", 5), batch("b", 4)], 10) == Allocation((), 1)
    assert allocate([], 3) == Allocation((), 3)
    with pytest.raises(ValueError, match="at least one unit"):
        allocate([batch("a")], 0)
    assert allocate([batch("a")], 1) == Allocation((Take("a", 1),), 0)
