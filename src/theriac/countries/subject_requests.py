"""By when a request of a data subject is answered: dated rows of a country's law, by its kind."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force

LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRule:
    """A period from the arrival: ``hours`` to the minute, else ``months`` and ``days`` whole.

    ``kinds`` are those that it is about, none for every other. ``more_months`` is by how much it
    may be prolonged once, with a notice within the first period; 0 where the law allows none.
    ``is_confirmed``: the law's own text was read; otherwise a local professional must check it.
    """

    kinds: tuple[str, ...] = ()
    valid_from: date
    hours: int = 0
    days: int = 0
    months: int = 0
    more_months: int = 0
    source: Text
    is_confirmed: bool = False


def answer_rule(rules: Sequence[AnswerRule], kind: str, on: date) -> AnswerRule:
    """The rule for a kind that holds on a day, one that names the kind before one that doesn't.

    Raises NotInForce.
    """
    try:
        return row_in_force([one for one in rules if kind in one.kinds], on)
    except NotInForce:
        return row_in_force([one for one in rules if not one.kinds], on)


def answered_by(rule: AnswerRule, arrived_at: datetime, time_zone: str, more: int = 0) -> datetime:
    """The instant at which the period is over, ``more`` months later where it was prolonged.

    Months and days end with the last second of their last day in the zone. A month ends on the
    day of the same number, or the month's last where it has none (Regulation 1182/71, Article 3).
    """
    if rule.hours and not more:
        return arrived_at + timedelta(hours=rule.hours)
    zone = ZoneInfo(time_zone)
    day = months_after(arrived_at.astimezone(zone).date(), rule.months + more)
    day += timedelta(days=rule.days)
    return datetime.combine(day, LAST_SECOND, tzinfo=zone)


def months_after(day: date, months: int) -> date:
    """So many calendar months later, the month's last day where it has none of that number."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
