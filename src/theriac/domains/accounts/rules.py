"""When a licence asks for attention, what a number must be, what a customer's account is called."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID


class Due(StrEnum):
    """How near a licence's end is: over, within 7, 30 or 90 days; a licence is in one at most."""

    EXPIRED = "expired"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


DAYS = {Due.WEEK: 7, Due.MONTH: 30, Due.QUARTER: 90}
LONGEST_NUMBER = 80
LONGEST_PHONE = 40


def customer_username(user_id: UUID) -> str:
    """The sign-in name that a customer's account has instead of their address."""
    return f"customer-{user_id.hex}"


def supplier_handle(user_id: UUID) -> str:
    """What the account of a supplier's person is called wherever their name must not stand."""
    return f"supplier-{user_id.hex}"


def due(valid_until: date | None, today: date) -> Due | None:
    """The nearest warning; None further ahead than 90 days, or without an end.

    A licence holds through its last day and is expired on the next.
    """
    if valid_until is None:
        return None
    left = (valid_until - today).days
    if left < 0:
        return Due.EXPIRED
    return next((one for one, days in DAYS.items() if left <= days), None)
