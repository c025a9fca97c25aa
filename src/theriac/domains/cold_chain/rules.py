"""When a cold place was outside its limits for too long, from its readings in any order.

A run is an unbroken row of readings outside the limits, in the order in which they were taken. It
begins with its first reading and ends with the first one inside the limits after it: what happened
between two readings isn't known, so the worse is taken. A run that lasted the minutes that the
place allows is an excursion. Temperatures are tenths of a degree Celsius, whole numbers; a reading
exactly at a limit is inside. 2 to 8 degrees is WHO's range for refrigerated products (Technical
Report Series 961, annex 9).

A further reading never joins two runs, because the one between them stays; it lengthens a run or
cuts it. So the runs depend on which readings there are, not on when they arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Annotated

from pydantic import Field, Strict

LOWEST, HIGHEST = -1_000, 1_000
"""What a thermometer may say: -100.0 to 100.0 degrees."""
USUAL_LOW, USUAL_HIGH, USUAL_MINUTES, USUAL_SILENT = 20, 80, 30, 120
Tenths = Annotated[
    int,
    Strict(),
    Field(ge=-100_000, le=100_000, description="Tenths of a degree Celsius: 54 is 5.4 °C."),
]
Minutes = Annotated[int, Strict(), Field(ge=1, le=10_080)]
Limits = tuple[int, int]
"""The lowest and the highest temperature at which goods may be."""
KEPT_AT: Mapping[str, Limits] = {
    "cool": (80, 150),
    "fridge": (USUAL_LOW, USUAL_HIGH),
    "freezer": (-250, -100),
}
"""By the catalogue's word for how a product is kept. Cool place and freezer are those of the United
States Pharmacopeia, chapter 659. Room temperature and what somebody typed have no limits here."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sensor said at an instant, and whether that was outside the limits then."""

    taken_at: datetime
    tenths: int
    is_out: bool


@dataclass(frozen=True, slots=True)
class OutsideRun:
    """Readings outside the limits without a break; ``ended_at`` is None while it goes on."""

    began_at: datetime
    last_at: datetime
    ended_at: datetime | None
    lowest: int
    highest: int
    readings: int

    @property
    def lasted(self) -> timedelta:
        """To the first reading inside the limits again, else to the last one outside."""
        return (self.ended_at or self.last_at) - self.began_at

    def is_excursion(self, minutes: int) -> bool:
        """Whether it lasted so many minutes."""
        return self.lasted >= timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What came to a place at an instant, in base units; what left is below zero."""

    at: datetime
    quantity: int


def is_out(tenths: int, low: int, high: int) -> bool:
    """Whether a temperature is below the lower or above the upper limit."""
    return tenths < low or tenths > high


def limits_missed(storage: str, tenths: int | None) -> Limits | None:
    """The limits that goods so kept missed; None where they are inside, or nobody measured."""
    limits = KEPT_AT.get(storage)
    if limits is None or tenths is None or not is_out(tenths, *limits):
        return None
    return limits


def runs_of(readings: Iterable[Reading]) -> list[OutsideRun]:
    """The runs outside the limits, the earliest first, whatever order the readings come in."""
    found: list[OutsideRun] = []
    row: list[Reading] = []
    for reading in sorted(readings, key=lambda one: one.taken_at):
        if reading.is_out:
            row.append(reading)
        elif row:
            found.append(_run(row, reading.taken_at))
            row = []
    if row:
        found.append(_run(row, None))
    return found


def run_with(runs: Sequence[OutsideRun], instant: datetime) -> OutsideRun | None:
    """The run that holds a reading of this instant."""
    return next((run for run in runs if run.began_at <= instant <= run.last_at), None)


def silences(
    taken: Iterable[datetime], since: datetime, until: datetime, minutes: int
) -> list[tuple[datetime, datetime]]:
    """Times between two readings, or a reading and an end of the period, above so many minutes."""
    longest = timedelta(minutes=minutes)
    marks = [since, *sorted(one for one in taken if since <= one <= until), until]
    return [(a, b) for a, b in pairwise(marks) if b - a > longest]


def is_concerned(
    *, lies: str, home: str, storage: str, sensor_shelf: str, sensor_storage: str
) -> bool:
    """Whether a batch in the sensor's place is kept where the sensor hangs.

    By the bin where somebody put it, where both have one. A batch that lies in no bin may be
    anywhere: it is concerned when its product belongs into that bin, or is to be kept as the
    sensor's place is.
    """
    there = _folded(sensor_shelf)
    if there and _folded(lies):
        return _folded(lies) == there
    belongs = bool(there) and _folded(home) == there
    return belongs or storage == sensor_storage


def most_there(now: int, changes: Iterable[PlaceChange], until: datetime | None) -> int:
    """The most of a batch that a place had from an instant to ``until``; None: to now.

    ``now`` is what lies there, ``changes`` all that came and left from that instant on. What came
    and left at one instant counts as having been there.
    """
    rows = sorted(changes, key=lambda one: (one.at, -one.quantity))
    level = most = now - sum(one.quantity for one in rows)
    for one in rows:
        if until is None or one.at <= until:
            level += one.quantity
            most = max(most, level)
    return max(most, 0)


def _folded(code: str) -> str:
    return code.strip().casefold()


def _run(row: Sequence[Reading], ended_at: datetime | None) -> OutsideRun:
    tenths = [one.tenths for one in row]
    return OutsideRun(
        began_at=row[0].taken_at,
        last_at=row[-1].taken_at,
        ended_at=ended_at,
        lowest=min(tenths),
        highest=max(tenths),
        readings=len(row),
    )
