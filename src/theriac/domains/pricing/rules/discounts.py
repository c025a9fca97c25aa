"""Discounts, taken off a line before tax."""

from __future__ import annotations

from theriac.core.money import divide_half_up
from theriac.countries.taxes import WHOLE


def percent_discount(gross: int, rate_bp: int) -> int:
    """``rate_bp`` basis points of a line, halves up. Raises ValueError outside 0 to 100 %."""
    if not 0 <= rate_bp <= WHOLE:
        raise ValueError("a discount is between nothing and everything")
    return divide_half_up(gross * rate_bp, WHOLE)


def is_over_limit(gross: int, discount: int, limit_bp: int | None) -> bool:
    """Whether a line's discount is more than ``limit_bp`` of it gives, rounded as a discount is.

    None is no limit.
    """
    return limit_bp is not None and discount > percent_discount(gross, limit_bp)
