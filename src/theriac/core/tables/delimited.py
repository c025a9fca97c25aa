"""Reading CSV row by row: encoding and separator found out, line breaks inside quoted cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from theriac.core.tables.bounds import BOUNDS, TableBounds
from theriac.core.tables.cells import Row
from theriac.core.tables.problems import TableBroken, TableTooLarge

DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_CHUNK = 1 << 18
_SAMPLE_RECORDS = 60
_SAMPLE_LETTERS = 200_000
_END = "\x1a\x1aend\x1a\x1a"
"""A line of our own behind the last: swallowed when a quote was never closed."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written."""

    encoding: str
    delimiter: str


class _Raw(io.RawIOBase):
    """Any binary file as Python's own kind, so that text wrappers take it; never closes it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def find_dialect(file: BinaryIO) -> Dialect:
    """The encoding (UTF-8, UTF-16 by its mark, else Windows-1252 or Latin-1) and the separator."""
    encoding = _encoding(file)
    with _text(file, encoding, "replace") as lines:
        sample = lines.read(_SAMPLE_LETTERS)
    return Dialect(encoding, _delimiter(sample))


def delimited_rows(file: BinaryIO, dialect: Dialect, bounds: TableBounds = BOUNDS) -> Iterator[Row]:
    """Every row, blank ones too. Raises TableTooLarge, TableBroken (a quote isn't closed)."""
    number = 0
    with _text(file, dialect.encoding) as lines:
        reader = csv.reader(_with_end(lines), delimiter=dialect.delimiter)
        try:
            for number, cells in enumerate(reader, start=1):
                if cells == [_END]:
                    return
                if len(cells) > bounds.columns:
                    raise too_wide(bounds)
                yield Row(number, tuple(cells))
        except csv.Error:
            number += 1
        except UnicodeError:
            raise TableBroken(
                _("Row %(row)s can't be read as text. Save the file as CSV in UTF-8.")
                % {"row": number + 1},
                row=number + 1,
            ) from None
    raise TableBroken(
        _("Row %(row)s has a quotation mark that isn't closed. Correct it in the file.")
        % {"row": number},
        row=number,
    )


def too_wide(bounds: TableBounds) -> TableTooLarge:
    """More columns than are taken."""
    return TableTooLarge(
        _("The table has more than %(limit)s columns. Remove those you don't need.")
        % {"limit": bounds.columns},
        limit=bounds.columns,
    )


def too_long(bounds: TableBounds) -> TableTooLarge:
    """More rows than are taken."""
    return TableTooLarge(
        _("The table has more than %(limit)s rows. Split the file into several.")
        % {"limit": bounds.rows},
        limit=bounds.rows,
    )


def _text(file: BinaryIO, encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    file.seek(0)
    raw = cast("io.FileIO", _Raw(file))
    return io.TextIOWrapper(io.BufferedReader(raw, _CHUNK), encoding, errors, newline="")


def _with_end(lines: io.TextIOWrapper) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith(("\n", "\r")) else f"{line}\n"
    yield _END


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    undefined = False
    is_utf8 = True
    while chunk := file.read(_CHUNK):
        undefined = undefined or any(byte in chunk for byte in _UNDEFINED_IN_CP1252)
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
    if is_utf8 and _ends_whole(decoder):
        return "utf-8"
    return "latin-1" if undefined else "cp1252"


def _ends_whole(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(sample: str) -> str:
    """The separator by which most records have the same, largest number of cells."""
    best = (0, 0)
    chosen = ","
    for delimiter in DELIMITERS:
        records = _records(sample, delimiter)
        if not records:
            continue
        cells, times = max(Counter(records).items(), key=lambda item: (item[1], item[0]))
        if cells > 1 and (times * 100 // len(records), cells) > best:
            best = (times * 100 // len(records), cells)
            chosen = delimiter
    return chosen


def _records(sample: str, delimiter: str) -> list[int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        return [len(cells) for cells in islice(reader, _SAMPLE_RECORDS) if cells]
    except csv.Error:
        return []
