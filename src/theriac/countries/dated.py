"""Statutory values are dated rows, never constants: the row in force on a day is chosen here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class DatedRow(Protocol):
    """A value that holds from a day on, until the next row's day."""

    @property
    def valid_from(self) -> date: ...


Row = TypeVar("Row", bound=DatedRow)


class NotInForce(LookupError):
    """No row of the table holds on that day: Theriac doesn't know the law of so early a date."""


def row_in_force(rows: Sequence[Row], on: date) -> Row:
    """The row that holds on ``on``: the latest that began by then.

    ``rows`` stand in order of ``valid_from``. Raises NotInForce before the first one.
    """
    for row in reversed(rows):
        if row.valid_from <= on:
            return row
    raise NotInForce(f"no row holds on {on.isoformat()}")
