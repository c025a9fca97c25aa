"""When a supply runs out, and how much of a time it covered.

The sums are those of the proportion of days covered (PDC), as the Pharmacy Quality Alliance
measures adherence (Nau, "Proportion of days covered as a preferred method of measuring medication
adherence"; Hess et al., Ann Pharmacother 2006;40:1280-8): a fill covers days from the day on which
it is given; one that is given early covers days from the end of the one before on, so nothing is
counted twice and nothing that is left over is lost. Whole numbers and exact ratios, no float.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

Fill = tuple[date, int]
"""The day on which something was given, and how many base units."""
LOOKED_BACK = 180
"""Days over which adherence is measured."""


@dataclass(frozen=True, slots=True)
class CoveredSpan:
    """Days from ``start`` to before ``end``, counted from day 1 of the calendar; exact."""

    start: int
    end: Fraction


@dataclass(frozen=True, slots=True)
class Adherence:
    """``covered`` of ``days`` days had medicine: the proportion of days covered."""

    covered: int
    days: int

    @property
    def percent(self) -> int:
        """Rounded down."""
        return self.covered * 100 // self.days if self.days else 0


def spans(fills: Iterable[Fill], quantity: int, days: int) -> list[CoveredSpan]:
    """What these fills cover, where ``quantity`` base units last ``days``; the earliest first."""
    found: list[CoveredSpan] = []
    for day, units in sorted(fills):
        lasts = Fraction(units * days, quantity)
        start = day.toordinal()
        if found and start <= found[-1].end:
            found[-1] = CoveredSpan(found[-1].start, found[-1].end + lasts)
        else:
            found.append(CoveredSpan(start, start + lasts))
    return found


def runs_out(fills: Sequence[Fill], quantity: int, days: int) -> date | None:
    """The first day for which less than a day's supply is left; None where nothing was given.

    30 days given on the 1st run out on the 31st; 30 more on the 26th run out 60 days after the 1st.
    """
    covered = spans(fills, quantity, days)
    if not covered:
        return None
    return date.fromordinal(min(int(covered[-1].end), date.max.toordinal()))


def adherence(fills: Sequence[Fill], quantity: int, days: int, today: date) -> Adherence | None:
    """Over the last 180 days to today, or since the first fill if that is later.

    None before the first fill.
    """
    covered = spans(fills, quantity, days)
    if not covered or covered[0].start > today.toordinal():
        return None
    last = today.toordinal() + 1
    first = max(covered[0].start, last - LOOKED_BACK)
    had = sum(max(0, min(int(one.end), last) - max(one.start, first)) for one in covered)
    return Adherence(had, last - first)


def days_late(next_due_on: date | None, today: date) -> int:
    """For how many days nothing is left; 0 before that."""
    return max(0, (today - next_due_on).days) if next_due_on else 0


def first_day(next_due_on: date, remind_days: int) -> date:
    """From when on it is reminded of, and may be prepared."""
    return next_due_on - timedelta(days=remind_days)
