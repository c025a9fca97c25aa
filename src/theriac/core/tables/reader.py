"""Opening a table, whichever kind it is."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from django.utils.translation import gettext as _

from theriac.core.tables.bounds import BOUNDS, TableBounds
from theriac.core.tables.cells import Row, is_blank
from theriac.core.tables.delimited import delimited_rows, find_dialect, too_long
from theriac.core.tables.problems import SheetMissing, TableBroken, TableTooLarge
from theriac.core.tables.sheets import sheet_rows
from theriac.core.tables.workbook_parts import WorkbookParts

_GZIP = b"\x1f\x8b"
_ZIP = b"PK"
_OLE2 = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 18
UNPACKED_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is open. ``sheet`` is the one that is read; CSV has none."""

    sheets: tuple[str, ...]
    sheet: str
    all_rows: Iterator[Row]
    bounds: TableBounds

    def rows(self) -> Iterator[Row]:
        """The rows with content, once. Raises TableBroken or TableTooLarge on the way."""
        count = 0
        for row in self.all_rows:
            if all(map(is_blank, row.cells)):
                continue
            count += 1
            if count > self.bounds.rows:
                raise too_long(self.bounds)
            yield row


def open_table(file: BinaryIO, *, sheet: str = "", bounds: TableBounds = BOUNDS) -> Table:
    """Open a CSV or XLSX file; ``sheet`` is the first that people see unless named.

    Raises TableBroken, TableEmpty, SheetMissing or TableTooLarge.
    """
    file.seek(0)
    head = file.read(4)
    if head == _OLE2:
        raise TableBroken(
            _("This workbook has an old format or a password. Save it as XLSX or CSV.")
        )
    if not head.startswith(_ZIP):
        return Table((), "", delimited_rows(file, find_dialect(file), bounds), bounds)
    parts = WorkbookParts(file, bounds)
    names = tuple(part.name for part in parts.sheets)
    seen = [part for part in parts.sheets if part.visible] or list(parts.sheets)
    chosen = next((part for part in parts.sheets if part.name == sheet), None)
    if sheet and chosen is None:
        raise SheetMissing(
            _("The workbook has no sheet “%(sheet)s”. Choose one of: %(sheets)s.")
            % {"sheet": sheet, "sheets": ", ".join(names)},
            field="sheet",
            sheets=names,
        )
    chosen = chosen or seen[0]
    return Table(names, chosen.name, sheet_rows(parts, chosen, bounds), bounds)


def unpacked(file: BinaryIO, *, limit: int = UNPACKED_BYTES) -> BinaryIO:
    """The file itself, or what a gzip file holds, in a temporary file.

    Raises TableTooLarge for more than ``limit`` bytes, TableBroken for a damaged one.
    """
    file.seek(0)
    packed = file.read(2) == _GZIP
    file.seek(0)
    if not packed:
        return file
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    size = 0
    try:
        with gzip.GzipFile(fileobj=cast("IO[bytes]", file)) as source:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TableTooLarge(
                        _("The unpacked file is larger than %(limit)s MB. Split it into several.")
                        % {"limit": limit // 1_000_000},
                        limit=limit,
                    )
                target.write(chunk)
    except (OSError, EOFError, zlib.error):
        target.close()
        raise TableBroken(
            _("The file is damaged and can't be unpacked. Compress it again.")
        ) from None
    except TableTooLarge:
        target.close()
        raise
    target.seek(0)
    return cast("BinaryIO", target)
