"""Days as people write them in a table: whole dates, or a month, which means its last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from theriac.core.formatting import CALENDARS
from theriac.core.tables.cells import Cell, Moment, text_of

ORDERS = ("dmy", "mdy", "ymd")
"""Which part comes first where all are numbers; four digits in front are the year anyhow."""

_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_TIME = re.compile(r"[T ]\d{1,2}[:.]\d{2}.*$")
_EXTRA_MONTHS = {"sept": 9, "agt": 8, "ags": 8, "agust": 8, "okto": 10, "nop": 11, "peb": 2}


class UnreadableDay(ValueError):
    """What is written isn't a day; ``reason`` is a stable word and ``numbers`` what it concerns.

    Reasons: ``month`` (there is no such month), ``day`` (the month has no such day), ``written``.
    """

    def __init__(self, reason: str, **numbers: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.numbers = numbers


def _months() -> dict[str, int]:
    names = dict(_EXTRA_MONTHS)
    for one in CALENDARS.values():
        for number, pair in enumerate(zip(one.months, one.short_months, strict=True), start=1):
            names |= {name.casefold(): number for name in pair}
    return names


_MONTHS = _months()


def read_day(cell: Cell, order: str = "dmy") -> date:
    """The day. 03/2027, 2027-03 and Mar 2027 are the month's last day; 46500 is a sheet's number.

    Years of two digits are of this century. Raises UnreadableDay.
    """
    if isinstance(cell, Moment):
        return cell.day
    if isinstance(cell, date):
        return cell
    if isinstance(cell, Decimal) or cell.strip().isdecimal():
        return _from_number(text_of(cell).strip())
    parts = _PARTS.findall(_TIME.sub("", cell.strip()))
    numbers = [_MONTHS.get(part.casefold(), 0) if part.isalpha() else int(part) for part in parts]
    words = [place for place, part in enumerate(parts) if part.isalpha()]
    unknown = any(not numbers[place] for place in words)
    if unknown or len(words) > 1 or any(len(part) > 4 for part in parts if part.isdigit()):
        raise UnreadableDay("written")
    if len(parts) == 2:
        return _month_end(parts, numbers, words)
    if len(parts) == 3:
        return _whole(parts, numbers, words, order)
    raise UnreadableDay("written")


def guess_order(cells: Iterable[Cell]) -> str:
    """Which order reads most of the cells; day, month, year where they don't tell."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    counts = {order: sum(_reads(text, order) for text in texts) for order in ORDERS}
    return max(ORDERS, key=lambda order: (counts[order], order == "dmy"))


def _reads(text: str, order: str) -> bool:
    try:
        read_day(text, order)
    except UnreadableDay:
        return False
    return True


def _from_number(text: str) -> date:
    if not text.isascii() or not text.isdecimal():
        raise UnreadableDay("written")
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 6 and text.startswith("20"):
        return _last_day(int(text[:4]), int(text[4:]))
    if int(text) in _SERIALS:
        return _DAY_ZERO + timedelta(days=int(text))
    raise UnreadableDay("written")


def _month_end(parts: list[str], numbers: list[int], words: list[int]) -> date:
    year_first = len(parts[0]) == 4 and parts[0].isdigit()
    year, month = numbers if year_first else reversed(numbers)
    if words and words[0] == (0 if year_first else 1):
        raise UnreadableDay("written")
    return _last_day(_century(year), month)


def _whole(parts: list[str], numbers: list[int], words: list[int], order: str) -> date:
    if len(parts[0]) == 4:
        order = "ymd"
    elif words:
        order = "mdy" if words[0] == 0 else "dmy"
    if words and words[0] != order.index("m"):
        raise UnreadableDay("written")
    named = dict(zip(order, numbers, strict=True))
    return _day(_century(named["y"]), named["m"], named["d"])


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def _last_day(year: int, month: int) -> date:
    _check(year, month)
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date:
    _check(year, month)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise UnreadableDay("day", day=day, month=month)
    return date(year, month, day)


def _check(year: int, month: int) -> None:
    if not 1900 <= year <= 2200:
        raise UnreadableDay("written")
    if not 1 <= month <= 12:
        raise UnreadableDay("month", month=month)
