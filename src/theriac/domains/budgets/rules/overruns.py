"""What of an order's lines exceeds a budget: pure."""

from __future__ import annotations

from collections.abc import Sequence


def overruns(values: Sequence[int], left: int) -> list[int]:
    """What of each value, minor units, goes over when ``left`` is left before the first of them.

    Below zero nothing is left: then each goes over whole.
    """
    found = []
    for value in values:
        found.append(max(0, value - max(0, left)))
        left -= value
    return found


def share_used(used: int, amount: int) -> int:
    """What of a budget is used in whole percent, rounded down."""
    return used * 100 // amount
