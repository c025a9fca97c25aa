"""Dates as codes and labels write them. A missing day is the last day of its month."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from theriac.domains.catalog.gs1.gtin import is_digits

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar maret march",
            "apr april",
            "may mei",
            "jun juni june",
            "jul juli july",
            "aug agu agt agustus august",
            "sep sept september",
            "oct okt oktober october",
            "nov november",
            "dec des desember december",
        ),
        start=1,
    )
    for name in names.split()
}


def full_year(two_digits: int, as_of_year: int) -> int:
    """The year from 49 years before to 50 years after ``as_of_year`` (GenSpecs 7.12)."""
    century = as_of_year - as_of_year % 100
    distance = two_digits - as_of_year % 100
    if distance > 50:
        century -= 100
    elif distance < -49:
        century += 100
    return century + two_digits


def calendar_date(year: int, month: int, day: int) -> date | None:
    """The date; day 0 is the month's last. None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    last = monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def gs1_date(text: str, as_of_year: int) -> date | None:
    """The date of YYMMDD (AI 11 to 17); None where it isn't one. Never replaced in silence."""
    if len(text) != 6 or not is_digits(text):
        return None
    year = full_year(int(text[:2]), as_of_year)
    return calendar_date(year, int(text[2:4]), int(text[4:]))


def label_date(text: str, as_of_year: int) -> date | None:
    """The date as a label prints it: 12/2027, DEC 27, 31-12-2027, 2027-12-31, 31122027.

    Day before month, as India and Indonesia write. Two-digit years by the same window as GS1's.
    """
    parts = re.findall(r"[0-9]+|[a-z]+", text.lower())
    if any(len(part) > 9 for part in parts):
        return None
    if len(parts) == 1 and is_digits(parts[0]):
        return _run_of_digits(parts[0], as_of_year)
    numbers = [_MONTHS.get(part, -1) if part.isalpha() else int(part) for part in parts]
    if len(numbers) not in (2, 3) or -1 in numbers:
        return None
    if len(parts[0]) == 4 and is_digits(parts[0]):
        year, month, day = [*numbers, 0][:3]
        return calendar_date(year, month, day)
    day, month, year = numbers if len(numbers) == 3 else [0, *numbers]
    if len(numbers) == 3 and day == 0:
        return None
    return calendar_date(_label_year(parts[-1], as_of_year), month, day)


def _label_year(text: str, as_of_year: int) -> int:
    if not is_digits(text) or len(text) not in (2, 4):
        return 0
    return int(text) if len(text) == 4 else full_year(int(text), as_of_year)


def _run_of_digits(text: str, as_of_year: int) -> date | None:
    if len(text) == 8 and text[4:6] == "20":
        return calendar_date(int(text[4:]), int(text[2:4]), int(text[:2]))
    if len(text) == 8:
        return calendar_date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 6 and text[2:4] == "20" and 1 <= int(text[:2]) <= 12:
        return calendar_date(int(text[2:]), int(text[:2]), 0)
    return gs1_date(text, as_of_year)
