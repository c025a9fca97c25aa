"""What a pushed number and a device's clock mean for the books. Nothing here refuses a sale.

Rules of ``offline_numbering.json``: the server never renumbers; the same number with the same
content is a replay, with other content it is held until a person decides; a gap shows until its
number arrives or is declared void. More than five minutes of skew warns; more than a day, or a
date before the previous number's, opens a clock case. The limits are ours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

WARNING_SKEW = timedelta(minutes=5)
CASE_SKEW = timedelta(hours=24)


class NumberVerdict(StrEnum):
    """What becomes of a pushed number."""

    BOOK = "book"
    REPLAY = "replay"
    HOLD = "hold"


def judge_number(known_content: str | None, content: str) -> NumberVerdict:
    """Compare with the content that the number already has; None when it is new."""
    if known_content is None:
        return NumberVerdict.BOOK
    return NumberVerdict.REPLAY if known_content == content else NumberVerdict.HOLD


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that are missing from a series, ``first`` to ``last``."""

    first: int
    last: int


def find_gaps(sequences: Collection[int], voided: Collection[int] = ()) -> tuple[Gap, ...]:
    """What is missing up to the series' highest number: neither arrived nor declared void."""
    gaps = []
    last = 0
    for number in sorted({*sequences, *voided}):
        if number > last + 1:
            gaps.append(Gap(last + 1, number - 1))
        last = number
    return tuple(gaps)


class ClockVerdict(StrEnum):
    """What the two clocks say together."""

    FITS = "fits"
    WARN = "warn"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The device's instant, the server's when it took the push, and the dates of the series.

    ``queued_for`` is how long the push waited on the device by the device's own clock: a sale
    sent days later isn't skewed by that.
    """

    occurred_at: datetime
    received_at: datetime
    business_on: date
    previous_on: date | None = None
    queued_for: timedelta = timedelta(0)


def clock_skew(reading: ClockReading) -> timedelta:
    """How far the device's clock is from the server's; above zero it is ahead."""
    return reading.occurred_at + reading.queued_for - reading.received_at


def judge_clock(reading: ClockReading) -> ClockVerdict:
    """Whether the sale is booked as it is, with a warning, or with a clock case."""
    skew = abs(clock_skew(reading))
    backwards = reading.previous_on is not None and reading.business_on < reading.previous_on
    if backwards or skew > CASE_SKEW:
        return ClockVerdict.CASE
    return ClockVerdict.WARN if skew > WARNING_SKEW else ClockVerdict.FITS
