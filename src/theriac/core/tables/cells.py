"""What a cell holds, and a row with its number.

A number that a workbook keeps as a number is an exact Decimal, a day is a date, a day with a time
of day a ``Moment``; everything else, and everything in CSV, is text as it stands. No floating
point number is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a time of day, to the second, of no time zone: a workbook names none."""

    day: date
    time: time


Cell = str | Decimal | date | Moment


class Row(NamedTuple):
    """The cells of one row; ``number`` counts from 1 as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]


def text_of(cell: Cell) -> str:
    """The cell as text: numbers in plain digits with a point, days as 2026-11-20.

    A moment is 2026-11-20 08:05:00.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Moment):
        return f"{cell.day.isoformat()} {cell.time.isoformat()}"
    if isinstance(cell, date):
        return cell.isoformat()
    text = f"{cell:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_blank(cell: Cell) -> bool:
    """Whether nothing is written in it."""
    return isinstance(cell, str) and not cell.strip()
