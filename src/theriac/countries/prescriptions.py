"""For how long a prescription may be dispensed after its date: dated rows, by legal class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionRule:
    """A class's rule from a day on. ``days`` after its date a prescription is dispensed no more.

    None where the law names no limit: the pharmacy's own setting holds, which is custom and no law.
    ``is_confirmed``: the law's own text was read; else a local professional must check it.
    """

    legal_class: str
    valid_from: date
    days: int | None
    source: Text
    is_confirmed: bool = False


class PaperFault(StrEnum):
    """Why nothing is dispensed on a prescription's date."""

    UNDATED = "undated"
    FUTURE = "future"
    TOO_OLD = "too_old"


def days_valid(
    rules: Sequence[PrescriptionRule], legal_class: str, on: date, own_days: int
) -> int | None:
    """The days that hold for a class on a day: the law's, else the pharmacy's own.

    None where the class has no rule: nothing is asked of its prescriptions.
    """
    try:
        rule = row_in_force([rule for rule in rules if rule.legal_class == legal_class], on)
    except NotInForce:
        return None
    return own_days if rule.days is None else rule.days


def last_day(written_on: date | None, days: Iterable[int | None], on: date) -> date | None:
    """The last day on which a prescription is dispensed, by the strictest of its lines' days.

    None without days, and without a date that is past or today.
    """
    least = min((one for one in days if one is not None), default=None)
    if least is None or written_on is None or written_on > on:
        return None
    return written_on + timedelta(days=least)


def paper_fault(written_on: date | None, valid_until: date | None, on: date) -> PaperFault | None:
    """What is wrong with a prescription's date on the day of the sale."""
    if written_on is None:
        return PaperFault.UNDATED
    if written_on > on:
        return PaperFault.FUTURE
    if valid_until is not None and valid_until < on:
        return PaperFault.TOO_OLD
    return None
