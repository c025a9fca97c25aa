"""Discounts, taken off a line before tax."""

from __future__ import annotations

from collections.abc import Sequence

from theriac.core.money import divide_half_up, share_out
from theriac.countries.taxes import WHOLE


def percent_discount(gross: int, rate_bp: int) -> int:
    """``rate_bp`` basis points of a line, halves up. Raises ValueError outside 0 to 100 %."""
    if not 0 <= rate_bp <= WHOLE:
        raise ValueError("a discount is between nothing and everything")
    return divide_half_up(gross * rate_bp, WHOLE)


def share_discount(amount: int, grosses: Sequence[int]) -> list[int]:
    """A bill's discount on its lines, by their amounts, adding up exactly.

    Raises ValueError when it is below zero or more than the bill.
    """
    if not 0 <= amount <= sum(grosses):
        raise ValueError("a discount is between nothing and the whole bill")
    return share_out(amount, grosses) if amount else [0] * len(grosses)


def is_over_limit(gross: int, discount: int, limit_bp: int | None) -> bool:
    """Whether a line's discount is more than ``limit_bp`` of it gives, rounded as a discount is.

    None is no limit.
    """
    return limit_bp is not None and discount > percent_discount(gross, limit_bp)
