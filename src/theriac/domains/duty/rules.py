"""Pure decisions of duty: until when a turn lasts, what a shift may be, where a roster has gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

LONGEST = timedelta(hours=16)
"""Of a shift."""
UNPLANNED = timedelta(hours=12)
"""A turn without a shift ends after so long, if its person doesn't sign off."""
EARLY = timedelta(hours=2)
"""Who signs on so long before a shift begins has come for it."""
DAYS_AHEAD = 366
WEEK = 7
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class RosterGap:
    """A span of a day in which nobody is planned; ``whole_day``: as on no other such weekday."""

    on: date
    begins_at: datetime
    ends_at: datetime
    whole_day: bool = False


def ends_by_rule(now: datetime, shifts: Iterable[Span]) -> datetime:
    """Until when a turn that begins now lasts at most.

    To the end of one's own shift that runs now or begins within two hours, else twelve hours.
    """
    fitting = [end for begin, end in shifts if begin - EARLY <= now < end]
    return max(fitting, default=now + UNPLANNED)


def shift_span(on: date, begins: time, ends: time, zone: ZoneInfo) -> Span:
    """The instants of a shift that begins on a day; one that ends before it begins is overnight."""
    begin = datetime.combine(on, begins, zone)
    last = on if ends > begins else on + timedelta(days=1)
    return begin, datetime.combine(last, ends, zone)


def monday_of(on: date) -> date:
    """The first day of the week."""
    return on - timedelta(days=on.weekday())


def covered(spans: Iterable[Span]) -> list[Span]:
    """The spans joined where they touch or overlap, in their order."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def gaps_of(
    spans: Sequence[Span], before: Sequence[Span], days: Sequence[date], zone: ZoneInfo
) -> list[RosterGap]:
    """Where nobody is planned on these days.

    Between two shifts of a day; and a whole day, from its first to its last hour of a week
    ``before``, where that week had somebody on the same weekday.
    """
    found: list[RosterGap] = []
    joined = covered(spans)
    usual = {begin.astimezone(zone).weekday(): (begin, end) for begin, end in covered(before)}
    for on in days:
        own = [one for one in joined if on in {at.astimezone(zone).date() for at in one}]
        found += [
            RosterGap(on, first[1], second[0])
            for first, second in pairwise(own)
            if first[1].astimezone(zone).date() == on == second[0].astimezone(zone).date()
        ]
        if not own and on.weekday() in usual:
            begin, end = (at.astimezone(zone) for at in usual[on.weekday()])
            moved = timedelta(days=(on - begin.date()).days)
            found.append(RosterGap(on, begin + moved, end + moved, whole_day=True))
    return found
