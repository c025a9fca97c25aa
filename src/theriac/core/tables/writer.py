"""Writing a table as CSV or XLSX, row by row, with no text that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import BinaryIO, cast

import xlsxwriter

from theriac.core.tables.cells import Cell, text_of
from theriac.core.tables.marks import guarded

FORMS = ("csv", "xlsx")
_LONGEST_TEXT = 32_767
_LONGEST_NUMBER = 15


def write_table(
    file: BinaryIO, form: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> int:
    """Write the table; tells how many rows it has. ``form`` is one of FORMS."""
    return (_write_xlsx if form == "xlsx" else _write_csv)(file, head, rows)


def _write_csv(file: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    text = io.TextIOWrapper(cast("io.BufferedRandom", file), "utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    count = 0
    for row in rows:
        count += 1
        writer.writerow([guarded(cell) if isinstance(cell, str) else text_of(cell) for cell in row])
    text.flush()
    text.detach()
    return count


def _write_xlsx(file: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, name in enumerate(head):
        sheet.write_string(0, place, name, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= _LONGEST_NUMBER:
                sheet.write_number(count, place, cell)
            elif text := text_of(cell):
                sheet.write_string(count, place, guarded(text)[:_LONGEST_TEXT])
    book.close()
    return count
