"""A clean daily series of demand, and the rate that it gives: pure.

A day on which nothing could be sold says nothing about what was asked for. Such days are left out
of the period that a rate divides by, as the consumption method does (MSH MDS-3, ch. 23:
consumption / (months - days without stock / 30.5)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

DAY = timedelta(days=1)
BEFORE_ALL = date(1, 1, 1)
"""Where the days begin on which a product had never come."""
AFTER_ALL = date.max
"""Where the days end on which nothing of it is there, until something comes."""


class DayState(StrEnum):
    """What lay on the shelves that could be sold: all day, for a part of it, or nothing."""

    IN_STOCK = "in_stock"
    RAN_OUT = "ran_out"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Moved:
    """A change of a batch's base units on the shelves within a day, and what of it was sold."""

    day: date
    batch_id: UUID
    change: int
    sold: int


@dataclass(frozen=True, slots=True)
class DemandedDay:
    """Base units sold on a day; where it ``ran_out``, more might have been."""

    day: date
    units: int
    ran_out: bool


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Whole days from one to another, both counted."""

    first: date
    last: date

    def within(self, first: date, last: date) -> int:
        """How many of its days lie from ``first`` to ``last``."""
        days = (min(self.last, last) - max(self.first, first)).days + 1
        return max(0, days)


@dataclass(frozen=True, slots=True)
class DemandSeries:
    """The days with something to tell, and the spans without stock; all others sold nothing.

    What lacks at the end of the last day goes on to ``AFTER_ALL``.
    """

    days: tuple[DemandedDay, ...]
    out: tuple[DaySpan, ...]


@dataclass(frozen=True, slots=True)
class DemandRate:
    """``units`` sold in ``days`` whole days, of which ``days_out`` had nothing to be sold.

    ``asked`` are base units that were asked for besides and not sold, as far as they count;
    ``out_counted`` is whether the days without stock count too (``rules.unmet``).
    """

    units: int
    days: int
    days_out: int
    asked: int = 0
    out_counted: bool = False

    @property
    def days_in_stock(self) -> int:
        """The days with something to sell."""
        return self.days - self.days_out

    @property
    def days_counted(self) -> int:
        """What the rate divides by."""
        return self.days if self.out_counted else self.days_in_stock

    @property
    def demanded(self) -> int:
        """Base units sold, or asked for and not sold."""
        return self.units + self.asked

    @property
    def per_day(self) -> Fraction | None:
        """Base units demanded a day that counts; None where none does."""
        return Fraction(self.demanded, self.days_counted) if self.days_counted else None


def series_of(
    now: Mapping[UUID, int],
    expiries: Mapping[UUID, date | None],
    moves: Sequence[Moved],
    first: date,
    last: date,
) -> DemandSeries:
    """The series from ``first`` to ``last`` of one product.

    ``now`` is what each batch has after all of ``moves``, which begin on ``first`` at the latest
    and may go on after ``last``. A batch can be sold before the day on which it expires; one
    without an expiry never.
    """
    by_day: dict[date, list[Moved]] = defaultdict(list)
    held = dict(now)
    for move in moves:
        held[move.batch_id] = held.get(move.batch_id, 0) - move.change
        by_day[move.day].append(move)
    turns = {day for day in by_day if first <= day <= last}
    turns |= {day for day in expiries.values() if day and first <= day <= last}
    days: list[DemandedDay] = []
    out: list[DaySpan] = []
    done = first
    for day in sorted(turns):
        _fill(out, done, day - DAY, is_out=not _can_sell(held, expiries, done))
        told, state = _lived(day, by_day.get(day, ()), held, expiries)
        if state is DayState.OUT:
            _fill(out, day, day, is_out=True)
        elif told.units or told.ran_out:
            days.append(told)
        done = day + DAY
    _fill(out, done, last, is_out=not _can_sell(held, expiries, done))
    _fill(out, last + DAY, AFTER_ALL, is_out=not _can_sell(held, expiries, last + DAY))
    return DemandSeries(tuple(days), tuple(out))


def days_out(members: Sequence[Iterable[DaySpan]], first: date, last: date) -> int:
    """On how many days from ``first`` to ``last`` none of these had anything to be sold.

    They are one product, and what was merged into it; one without a span was always there.
    """
    alone, *others = [list(spans) for spans in members] or [[]]
    if not others:
        return sum(span.within(first, last) for span in alone)
    left = _dates(alone, first, last)
    for spans in others:
        left &= _dates(spans, first, last)
    return len(left)


def _dates(spans: Iterable[DaySpan], first: date, last: date) -> set[date]:
    return {
        max(span.first, first) + offset * DAY
        for span in spans
        for offset in range(span.within(first, last))
    }


def _can_sell(held: Mapping[UUID, int], expiries: Mapping[UUID, date | None], day: date) -> bool:
    return sum(_sellable(held, expiries, day, batch_id) for batch_id in held) > 0


def _sellable(
    held: Mapping[UUID, int], expiries: Mapping[UUID, date | None], day: date, batch_id: UUID
) -> int:
    expires_on = expiries.get(batch_id)
    return held[batch_id] if expires_on is not None and expires_on > day else 0


def _lived(
    day: date,
    moves: Sequence[Moved],
    held: dict[UUID, int],
    expiries: Mapping[UUID, date | None],
) -> tuple[DemandedDay, DayState]:
    """What the day sold and had; ``held`` becomes what was there at its end."""
    there = sum(_sellable(held, expiries, day, batch_id) for batch_id in held)
    had, lacked, units = there > 0, there <= 0, 0
    for move in moves:
        before = _sellable(held, expiries, day, move.batch_id) if move.batch_id in held else 0
        held[move.batch_id] = held.get(move.batch_id, 0) + move.change
        there += _sellable(held, expiries, day, move.batch_id) - before
        units += move.sold
        had, lacked = had or there > 0, lacked or there <= 0
    if not had and not units:
        return DemandedDay(day, 0, ran_out=False), DayState.OUT
    state = DayState.RAN_OUT if lacked else DayState.IN_STOCK
    return DemandedDay(day, units, ran_out=lacked), state


def _fill(out: list[DaySpan], first: date, last: date, *, is_out: bool) -> None:
    """Add the days to the spans without stock, to the last one where they touch."""
    if not is_out or last < first:
        return
    if out and out[-1].last == first - DAY:
        out[-1] = DaySpan(out[-1].first, last)
    else:
        out.append(DaySpan(first, last))
