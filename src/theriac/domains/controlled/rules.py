"""Limits per patient: what counts for one, as pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

LimitKey = tuple[str, str]
"""``class`` and its code, or ``substance`` and its name as it is compared."""
Handed = tuple[str, str, date, int]
"""Legal class, substance, day and base units."""


def as_compared(substance: str) -> str:
    """A substance's name without differences of case and spaces."""
    return " ".join(substance.split()).casefold()


def limit_key(legal_class: str, substance: str) -> LimitKey:
    """What a limit is of."""
    return ("class", legal_class) if legal_class else ("substance", as_compared(substance))


def units_in_window(key: LimitKey, days: int, today: date, handed: Iterable[Handed]) -> int:
    """Base units that count for a limit of ``days`` days until ``today``, which is the last."""
    since = today - timedelta(days=days)
    return sum(
        units
        for legal_class, substance, on, units in handed
        if since < on <= today and key in (("class", legal_class), ("substance", substance))
    )
