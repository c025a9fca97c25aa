"""Codes of gift cards, and how long they hold: pure."""

from __future__ import annotations

from datetime import date

from theriac.core.clock import months_later

MOST_MONEY = 10**12
"""Minor units of one amount, as of a sale."""
LENGTH = 16
"""Characters of a code: 32 to choose from, so 80 random bits."""
LEAST_MONTHS = 12
"""A card that expires holds at least so long; a shorter time is disputed or void in many places."""


def plain_code(text: str) -> str:
    """A code as it is hashed, from how it was typed or scanned; "" for what can be none."""
    signs = "".join(sign for sign in text.upper() if sign not in " -")
    return signs if len(signs) == LENGTH and signs.isascii() and signs.isalnum() else ""


def grouped(code: str) -> str:
    """A code as it is read: four by four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def last_day_topped_up(today: date, expires_on: date | None) -> date | None:
    """The last day of a card that gets more money: that money holds as long as a new card's."""
    return expires_on and max(expires_on, months_later(today, LEAST_MONTHS))


def holds_long_enough(issued_on: date, expires_on: date) -> bool:
    """Whether so many months lie between both days."""
    months = (expires_on.year - issued_on.year) * 12 + expires_on.month - issued_on.month
    return months > LEAST_MONTHS or (months == LEAST_MONTHS and expires_on.day >= issued_on.day)
