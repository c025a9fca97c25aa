"""A first look at a file: its sheets, the row of names, its columns with what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.files.documents import PreparedDocument
from theriac.core.files.models import FileKind
from theriac.core.files.store import open_file
from theriac.core.problems import NotFound
from theriac.core.tables.cells import Cell, Row, is_blank, text_of
from theriac.core.tables.heads import SEARCHED_ROWS, column_names, find_head
from theriac.core.tables.problems import TableEmpty
from theriac.core.tables.reader import Table, open_table
from theriac.domains.catalog.imports.column_guess import Column, knows
from theriac.domains.catalog.imports.fields import Field

SAMPLED_ROWS = 200
SHOWN_SAMPLES = 5
MOST_DISTINCT = 30
LONGEST_SAMPLE = 120


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a first look tells. ``head_row`` is the number of the row of names."""

    file_name: str
    sheets: tuple[str, ...]
    sheet: str
    head_row: int
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def to_json(self) -> list[dict[str, Any]]:
        """The columns as they are stored: name, first contents, and the words if they are few."""
        return [
            {
                "name": column.name,
                "samples": _shown(column.filled[:SHOWN_SAMPLES]),
                "words": _words(column),
            }
            for column in self.columns
        ]


@contextmanager
def opened_table(file_id: UUID, sheet: str = "") -> Iterator[Table]:
    """The stored table, open for reading. Raises NotFound or TableRefused."""
    opened = open_file(file_id)
    with opened.file as file:
        if opened.stored.kind != FileKind.DOCUMENT:
            raise NotFound(_("This file isn't a table. Choose a CSV or XLSX file."), field="file")
        yield open_table(cast("BinaryIO", file), sheet=sheet)


def inspect_file(
    file_id: UUID, fields: Sequence[Field], *, sheet: str = "", head_row: int = 0
) -> Sketch:
    """Look at the file's first rows; the row of names is looked for unless it is told.

    Raises NotFound, or TableRefused for what can't be read and for a table without rows.
    """
    name = open_file_name(file_id)
    with opened_table(file_id, sheet) as table:
        return _sketch(table, name, fields, head_row)


def inspect_document(
    document: PreparedDocument, fields: Sequence[Field], *, sheet: str = "", head_row: int = 0
) -> Sketch:
    """The same look at a document that isn't kept yet. Raises TableRefused."""
    return _sketch(open_table(document.file, sheet=sheet), document.name, fields, head_row)


def _sketch(table: Table, name: str, fields: Sequence[Field], head_row: int) -> Sketch:
    first = list(islice(table.rows(), SEARCHED_ROWS + SAMPLED_ROWS))
    told = head_row or find_head(first, knows(fields))
    head = next((row for row in first if row.number == told), None)
    below = [row for row in first if row.number > told][:SAMPLED_ROWS]
    if head is None or not below:
        raise TableEmpty(
            _("The file has no rows below the header row. Choose another file."),
            field="head_row" if head_row else "file",
        )
    width = max(len(row.cells) for row in (head, *below))
    columns = tuple(
        Column(column, tuple(_cell(row, place) for row in below))
        for place, column in enumerate(column_names(head, width))
    )
    return Sketch(name, table.sheets, table.sheet, told, columns)


def open_file_name(file_id: UUID) -> str:
    """What the file's person called it. Raises NotFound."""
    opened = open_file(file_id)
    opened.file.close()
    name: str = opened.stored.original_name
    return name


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else ""


def _shown(cells: Sequence[Cell]) -> list[str]:
    return [text_of(cell).replace("\0", "\u2400").strip()[:LONGEST_SAMPLE] for cell in cells]


def _words(column: Column) -> list[str]:
    """The different contents of a column that has few of them, for choosing what each means."""
    distinct = sorted({*_shown([cell for cell in column.sample if not is_blank(cell)])})
    return distinct if len(distinct) <= MOST_DISTINCT else []
