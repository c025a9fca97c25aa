"""What goods that expire soon might be sold for: a step off the price by the days that are left."""

from __future__ import annotations

from theriac.core.money import divide_half_up
from theriac.countries.taxes import WHOLE
from theriac.domains.pricing.rules.discounts import percent_discount

STEPS: tuple[tuple[int, int], ...] = ((15, 5_000), (30, 3_000), (60, 1_500))
"""Under so many days before expiry so many basis points off; the first that fits."""


def markdown_bp(days_left: int) -> int:
    """Basis points off; 0 with 60 days left or more, and where it has expired."""
    if days_left < 1:
        return 0
    return next((rate for days, rate in STEPS if days_left < days), 0)


def marked_down(price: int, days_left: int) -> int:
    """The suggested price of a pack in minor units, halves of what comes off up."""
    return price - percent_discount(price, markdown_bp(days_left))


def margin_bp(price: int, cost: int) -> int | None:
    """What of a price is above cost, in basis points of the price; None of a price of 0."""
    return divide_half_up((price - cost) * WHOLE, price) if price else None
