"""What a cell holds, and a row with its number.

A number that a workbook keeps as a number is an exact Decimal, a day is a date; everything else,
and everything in CSV, is text as it stands. No floating point number is made.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

Cell = str | Decimal | date


class Row(NamedTuple):
    """The cells of one row; ``number`` counts from 1 as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]


def text_of(cell: Cell) -> str:
    """The cell as text: numbers in plain digits with a point, days as 2026-11-20."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    text = f"{cell:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_blank(cell: Cell) -> bool:
    """Whether nothing is written in it."""
    return isinstance(cell, str) and not cell.strip()
