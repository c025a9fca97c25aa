"""How long stock lasts at the rate of sale, as whole days."""

from __future__ import annotations

from theriac.domains.stock.rules.expected_loss import WINDOW_DAYS


def days_of_cover(available: int, sold: int, days: int = WINDOW_DAYS) -> int | None:
    """The whole days that ``available`` base units last, rounded down; None where none sells.

    ``sold`` is what was sold in the last so many whole days: days of supply on hand, which is the
    stock over the mean daily use.
    """
    return available * days // sold if sold > 0 else None
