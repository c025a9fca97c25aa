"""A list as a file: CSV for any program, XLSX for a spreadsheet; streamed, in the list's order.

A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage
return) gets an apostrophe before it in CSV; in XLSX every text is written as text, and none is
ever a formula. Money goes out in major units with a point; dates as 2026-11-20 in CSV and as
dates in XLSX, an instant there by the branch's clock.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from theriac.core.money import CURRENCIES, Money
from theriac.core.permissions import Permission
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.workbook import Cell, write_workbook

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ROWS_A_PIECE = 500
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class OfFields:
    """A cell that ``make`` gives of the values at these field paths, and of nothing else."""

    make: Callable[..., Any]
    paths: tuple[str, ...]

    def __call__(self, row: Any) -> Any:
        """The cell of a loaded row."""
        return self.make(*(cell_of(row, path) for path in self.paths))


@dataclass(frozen=True, slots=True)
class Export:
    """A column of the file: its head, and a field path or a function of a loaded row.

    When every column is a field path or ``OfFields`` of some, the file is read without building a
    single object, which is what holds 50,000 rows under a second. ``permission`` is whom the
    column is given to besides those who see the list.
    """

    title: Text
    source: str | Callable[[Any], Any]
    permission: Permission | None = None


def money_in(name: str) -> OfFields:
    """A column of a row's amount in minor units, in the row's own currency."""
    return OfFields(Money, (name, "currency"))


class FieldCells:
    """Columns whose cells come of fields alone: which those are, and the cells that they give."""

    def __init__(self, columns: Sequence[OfFields]) -> None:
        self.paths = list(dict.fromkeys(path for one in columns for path in one.paths))
        places = {path: place for place, path in enumerate(self.paths)}
        self._makes = [(one.make, [places[path] for path in one.paths]) for one in columns]
        self._are_fields = self.paths == [path for one in columns for path in one.paths] and all(
            one.make is _same for one in columns
        )

    @classmethod
    def of(cls, columns: Iterable[Export]) -> FieldCells | None:
        """Of these columns; None where one is a function of a loaded row, or where there is none.

        A query that names no field gives all of them.
        """
        sources = [
            OfFields(_same, (one.source,)) if isinstance(one.source, str) else one.source
            for one in columns
        ]
        made = [one for one in sources if isinstance(one, OfFields)]
        return cls(made) if made and len(made) == len(sources) else None

    def cells(self, values: Sequence[Any]) -> Sequence[Any]:
        """The cells of a row; ``values`` are of ``paths``, in their order."""
        if self._are_fields:
            return values
        return [make(*[values[place] for place in places]) for make, places in self._makes]


def _same(value: Any) -> Any:
    return value


def cell_of(row: Any, source: str | Callable[[Any], Any]) -> Any:
    """What a column gives of a loaded row; None where a part of the path is missing."""
    if callable(source):
        return source(row)
    value = row
    for part in source.split("__"):
        value = getattr(value, part, None)
    return value


def plain_cell(value: Any) -> str | int | Decimal:
    """What a cell holds: numbers stay numbers, money becomes major units, the rest is text."""
    if type(value) is str:
        return value
    match value:
        case None:
            cell: str | int | Decimal = ""
        case bool():
            cell = "yes" if value else "no"
        case int() | Decimal():
            cell = value
        case Money():
            cell = Decimal(value.amount).scaleb(-CURRENCIES[value.currency].exponent)
        case datetime():
            cell = value.isoformat(timespec="seconds")
        case date():
            cell = value.isoformat()
        case _:
            cell = str(value)
    return cell


def sheet_cell(value: Any) -> Cell:
    """A cell of a workbook: dates stay dates, instants are what the branch's clock showed."""
    if isinstance(value, datetime):
        return value.astimezone(frame.pharmacy().zone).replace(tzinfo=None)
    return value if isinstance(value, date) else plain_cell(value)


def safe_cell(value: Any) -> str | int | Decimal:
    """A cell for CSV: no text that a spreadsheet would run."""
    cell = plain_cell(value)
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell


def csv_pieces(head: Sequence[Text], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The text of a CSV file in pieces, with a byte order mark so that a spreadsheet reads it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff"
    writer.writerow([safe_cell(str(title)) for title in head])
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe_cell(value) for value in row])
        if number % _ROWS_A_PIECE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def export_response(
    kind: str, name: str, head: Sequence[Text], rows: Iterable[Sequence[Any]]
) -> HttpResponseBase:
    """The file as an answer: ``kind`` is ``csv`` or ``xlsx``, ``name`` has no ending."""
    response: StreamingHttpResponse | FileResponse
    if kind == "xlsx":
        file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
        cells = ([sheet_cell(value) for value in row] for row in rows)
        write_workbook(file, [str(title) for title in head], cells)
        file.seek(0)
        response = FileResponse(file, content_type=XLSX_TYPE)
    else:
        response = StreamingHttpResponse(
            csv_pieces(head, rows), content_type="text/csv; charset=utf-8"
        )
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response
