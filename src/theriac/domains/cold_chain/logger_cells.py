"""Moments and temperatures as loggers and people write them; pure.

A temperature is kept in tenths of a degree Celsius. Fahrenheit is converted exactly, by
(F - 32) x 5/9, and rounded once, at the end: to the nearest tenth, a half away from zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from theriac.core.formatting import CALENDARS
from theriac.core.tables.dates import ORDERS
from theriac.core.tables.heads import fold

_TIME = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d{1,6})?\s*([ap])?\.?(?:m\.?)?"
_OFFSET = r"\s*(z|[+-]\d{2}:?\d{2})?"
_MOMENT = re.compile(
    rf"(\d{{1,4}}|[a-z]+)[\s./-]+(\d{{1,2}}|[a-z]+)\.?,?[\s./-]+(\d{{1,4}})[t\s,]+{_TIME}{_OFFSET}"
)
_DEGREES = re.compile(r"([+\-\u2212]?)\s*(\d{1,4})(?:[.,](\d{1,4}))?\s*(?:°|deg\.?)?\s*([cf])?\.?")
_MONTHS = {
    fold(name): number
    for one in CALENDARS.values()
    for names in (one.months, one.short_months)
    for number, name in enumerate(names, start=1)
}


@dataclass(frozen=True, slots=True)
class WrittenMoment:
    """A moment as its parts stand there; ``parts`` are day, month, year in their written order.

    ``named``: the month is a word. ``offset`` is "" where none is written.
    """

    parts: tuple[str, str, str]
    named: bool
    time: tuple[int, int, int]
    offset: str

    @property
    def tells_order(self) -> bool:
        """Whether its own writing says which part is which."""
        return self.named or len(self.parts[0]) > 2

    def orders(self) -> frozenset[str]:
        """The orders of day, month and year under which it is a day."""
        return frozenset(one for one in ORDERS if self._local(one) is not None)

    def at(self, order: str, zone: ZoneInfo) -> datetime | None:
        """The instant in UTC; one without an offset is of ``zone``. None for no such day."""
        local = self._local(order)
        if local is None:
            return None
        try:
            if self.offset:
                sign = self.offset.replace("z", "+00:00")
                return datetime.fromisoformat(f"{local:%Y-%m-%dT%H:%M:%S}{sign}").astimezone(UTC)
            return local.replace(tzinfo=zone).astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    def _local(self, order: str) -> datetime | None:
        if self.parts[0].isdigit() and len(self.parts[0]) > 2:
            order = "ymd"
        elif self.named:
            order = "mdy" if self.parts[0].isalpha() else "dmy"
        told = dict(zip(order, self.parts, strict=True))
        if len(told["y"]) not in (2, 4) or len(told["d"]) > 2:
            return None
        year = int(told["y"]) + (2000 if len(told["y"]) == 2 else 0)
        month = _MONTHS.get(told["m"], 0) if told["m"].isalpha() else int(told["m"])
        try:
            return datetime(year, month, int(told["d"]), *self.time)  # noqa: DTZ001 (no zone yet)
        except ValueError:
            return None


def written_moment(text: str) -> WrittenMoment | None:
    """2026-11-21 08:05, 21/11/26 8:05 pm, 21 Nov 2026 08.05; None without day and time of day."""
    found = _MOMENT.fullmatch(fold(text))
    if found is None:
        return None
    first, second, third, hour, minute, seconds, half, offset = found.groups()
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    parts = (first, second, third)
    words = [part for part in parts if part.isalpha()]
    if len(words) > 1 or any(word not in _MONTHS for word in words):
        return None
    time = (hours, int(minute), int(seconds or 0))
    return WrittenMoment(parts, bool(words), time, offset or "")


def read_moment(text: str, zone: ZoneInfo, order: str = "dmy") -> datetime | None:
    """The instant that a text tells; one without an offset is of ``zone``."""
    found = written_moment(text)
    return None if found is None else found.at(order, zone)


def possible_orders(moments: Iterable[WrittenMoment]) -> tuple[str, ...]:
    """The orders under which most of a file's moments can be read, as far as they differ in days.

    One where the file itself tells it or all read the same; several where somebody must say it.
    """
    open_ones = [one for one in moments if not one.tells_order]
    if not open_ones:
        return ORDERS[:1]
    counts = {order: sum(order in one.orders() for one in open_ones) for order in ORDERS}
    most = max(counts.values())
    best = [order for order in ORDERS if counts[order] == most]
    utc = ZoneInfo("UTC")
    days: dict[tuple[datetime | None, ...], str] = {}
    for order in best:
        days.setdefault(tuple(one.at(order, utc) for one in open_ones), order)
    return tuple(days.values())


@dataclass(frozen=True, slots=True)
class ReadDegrees:
    """Tenths of a degree Celsius, and whether something was rounded for it."""

    tenths: int
    is_rounded: bool


def read_temperature(text: str, *, fahrenheit: bool = False) -> ReadDegrees | None:
    """What is written, in tenths of a degree Celsius; its own °C or °F goes before the column's.

    None where it can't be read.
    """
    found = _DEGREES.fullmatch(fold(text))
    if found is None:
        return None
    sign, whole, decimals, unit = found.groups()
    number = Fraction(f"{whole}.{decimals or 0}") * (-1 if sign in ("-", "\u2212") else 1)
    if unit == "f" or (fahrenheit and unit is None):
        number = (number - 32) * 5 / 9
    exact = number * 10
    magnitude = int(abs(exact) + Fraction(1, 2))
    tenths = -magnitude if exact < 0 else magnitude
    return ReadDegrees(tenths, exact != tenths)
