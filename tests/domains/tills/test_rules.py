"""What is expected line by line, and where cash goes in the books."""

from __future__ import annotations

import pytest

from theriac.domains.tills.rules import (
    MOVE_REASONS,
    OTHERS_REASONS,
    CashMoved,
    MoveKind,
    entered_by_move,
    entered_by_opening,
    entered_by_variance,
    expected_cash,
    is_unlikely,
    needs_another,
)

MOVES = [
    CashMoved("cash_in", "change", 20_000),
    CashMoved("cash_out", "refund", 7_000),
    CashMoved("cash_out", "expense", 3_000),
    CashMoved("safe_drop", "safe", 50_000),
]


@pytest.mark.rows("SAL-23")
def test_expected_cash_is_told_line_by_line() -> None:
    lines = expected_cash(100_000, 250_000, 30_000, MOVES)
    told = (lines.opening, lines.received, lines.change, lines.refunds)
    assert told == (100_000, 250_000, 30_000, 7_000)
    assert (lines.put_in, lines.taken_out, lines.dropped) == (20_000, 3_000, 50_000)
    assert lines.total == 100_000 + 250_000 - 30_000 - 7_000 + 20_000 - 3_000 - 50_000


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(kind, reason) for kind, reasons in MOVE_REASONS.items() for reason in reasons],
)
def test_each_move_balances_on_cash(kind: MoveKind, reason: str) -> None:
    amounts = entered_by_move(CashMoved(kind, reason, 500))
    assert sum(amounts.values()) == 0
    assert amounts["cash"] == (500 if kind is MoveKind.CASH_IN else -500)


@pytest.mark.parametrize("reason", OTHERS_REASONS)
def test_cash_of_other_documents_only_comes_in(reason: str) -> None:
    came = entered_by_move(CashMoved("cash_in", reason, 500))
    assert came == {"cash": 500, "customer_credit": -500}
    for kind in (MoveKind.CASH_OUT, MoveKind.SAFE_DROP):
        with pytest.raises(KeyError):
            entered_by_move(CashMoved(kind, reason, 500))


def test_a_float_enters_what_the_session_before_did_not_leave() -> None:
    assert entered_by_opening(100, 100) == {}
    assert entered_by_opening(150, 100) == {"cash": 50, "safe": -50}
    assert entered_by_opening(80, 100) == {"cash": -20, "till_differences": 20}


def test_a_shortage_is_a_loss_and_a_surplus_a_gain() -> None:
    assert entered_by_variance(-5) == {"cash": -5, "till_differences": 5}
    assert entered_by_variance(5) == {"cash": 5, "till_differences": -5}
    assert entered_by_variance(0) == {}


def test_without_a_reason_and_above_the_limit_somebody_else_settles() -> None:
    assert not needs_another(0, "", "IDR")
    assert needs_another(-5, "", "IDR")
    assert not needs_another(-50_000, "change", "IDR")
    assert needs_another(-50_001, "change", "IDR")


@pytest.mark.parametrize(
    ("held", "most"),
    [
        (0, 2_000_000),
        (-50_000, 2_000_000),
        (100_000, 3_000_000),
        (999_999, 3_000_000),
        (1_000_000, 12_000_000),
    ],
)
def test_a_sum_is_unlikely_beyond_twenty_notes_and_the_digits_of_what_is_held(
    held: int, most: int
) -> None:
    assert not is_unlikely(most, held, 100_000)
    assert is_unlikely(most + 1, held, 100_000)


def test_trying_sums_finds_no_more_than_the_digits() -> None:
    """Who counts blind can't search for what is expected by what is asked about."""
    sums = range(0, 4_000_000, 12_345)
    answers = {
        tuple(is_unlikely(one, held, 100_000) for one in sums) for held in (100_000, 750_000)
    }
    assert len(answers) == 1
