"""The rows that aren't taken or want a look: kept for paging, and all of them in a file.

The file is CSV with codes in place of sentences; it is put into the reader's language when it is
downloaded, with the row's own cells first, so that a person corrects and brings in just these.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.core.files.documents import CSV, PreparedDocument
from theriac.core.files.store import Belonging, is_kept, open_file, store_document
from theriac.core.ids import new_id
from theriac.core.problems import AskedFirst
from theriac.core.tables.cells import Row, text_of
from theriac.domains.catalog.files import IMPORT_REPORT
from theriac.domains.catalog.imports.faults import (
    ASKED_FIRST,
    WITHOUT_BARCODE,
    Consequence,
    RowFault,
    fault_words,
)
from theriac.domains.catalog.imports.outcomes import ASKED, UNBARCODED, RowOutcome, Tally
from theriac.domains.catalog.models import Import, ImportProblem

MOST_KEPT = 2_000
"""Faults of an import that are kept for paging; the file holds the rest too."""

MOST_BYTES = 40_000_000
_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)} | {127: 0x2421}
_LONGEST_FIELD = 100_000
_LONGEST_CELLS = (5_000, 1_000, 150)
_HEAD = ("row", "faults", "cells")


def asked_of(batch: Import) -> list[AskedFirst]:
    """What is asked of a checked import's rows whose cost or price is unusual, unless set aside."""
    count = _noted(batch, ASKED, ASKED_FIRST)
    if not count:
        return []
    words = ngettext(
        "%(count)s row has a cost or price far from the last one, or a price below cost.",
        "%(count)s rows have a cost or price far from the last one, or a price below cost.",
        count,
    )
    code = f"rows_unusual:{batch.id.hex}:{count}"
    return [AskedFirst(code=code, words=words % {"count": count}, yes=_("All correct"))]


def without_barcode(batch: Import) -> int:
    """How many rows of a checked import come in without a barcode that stands in them."""
    return _noted(batch, UNBARCODED, WITHOUT_BARCODE)


def _noted(batch: Import, note: str, codes: Collection[str]) -> int:
    """The rows of a note by these codes, without those that were set aside."""
    count = Tally.from_json(batch.counts.get("checked") or {}).notes[note]
    if count and batch.left_out_rows:
        aside = ImportProblem.objects.filter(
            source_id=batch.id, code__in=codes, number__in=batch.left_out_rows
        )
        count -= aside.order_by().values("number").distinct().count()
    return count


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A row of the report: its number, faults, and its cells as they stand in the file."""

    number: int
    faults: tuple[RowFault, ...]
    cells: tuple[str, ...]

    @property
    def is_left_out(self) -> bool:
        """Whether it isn't taken."""
        return any(fault.consequence is Consequence.LEFT_OUT for fault in self.faults)


class Report:
    """Gathers rows with faults while a file is checked."""

    def __init__(self, import_id: UUID) -> None:
        self._import_id = import_id
        self._file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 (see close)
        self._size = 0
        self.kept: list[ImportProblem] = []
        self._write(_HEAD)

    def add(self, row: Row, outcome: RowOutcome) -> None:
        """Note the row if it has faults."""
        if not outcome.faults:
            return
        room = MOST_KEPT - len(self.kept)
        self.kept += problem_rows(self._import_id, outcome)[:room]
        faults = [[f.column, f.content, f.code, dict(f.params)] for f in outcome.faults]
        self._write((row.number, json.dumps(faults, ensure_ascii=False), _cells(row)))

    def store(self, actor: Actor) -> UUID | None:
        """Keep the file, inside a unit of work; None when no row has faults."""
        if not self.kept:
            return None
        document = PreparedDocument(self._file, CSV, "report.csv", self._size)
        return store_document(document, actor=actor, to=Belonging(IMPORT_REPORT)).id

    def close(self) -> None:
        """Let the temporary file go."""
        self._file.close()

    def _write(self, values: Sequence[object]) -> None:
        text = io.StringIO()
        csv.writer(text).writerow(values)
        data = text.getvalue().translate(_CONTROLS).encode("utf-8", "replace")
        if self._size + len(data) <= MOST_BYTES:
            self._size += len(data)
            self._file.write(data)


def _cells(row: Row) -> str:
    """The row's cells as JSON, shortened where a reader of CSV would refuse so long a one."""
    for longest in _LONGEST_CELLS:
        text = json.dumps([text_of(cell)[:longest] for cell in row.cells], ensure_ascii=False)
        if len(text) < _LONGEST_FIELD:
            break
    return text


def problem_rows(import_id: UUID, outcome: RowOutcome) -> list[ImportProblem]:
    """The row's faults as they are kept for paging."""
    return [
        ImportProblem(
            id=new_id(),
            source_id=import_id,
            number=outcome.number,
            column=fault.column[:120],
            content=fault.content.translate(_CONTROLS)[:200],
            code=fault.code,
            params=dict(fault.params),
            consequence=fault.consequence.value,
        )
        for fault in outcome.faults
    ]


def read_report(report_id: UUID | None) -> Iterator[ReportedRow]:
    """The rows of a report, in the order of the file; none without one, or once it went.

    Raises NotFound where the store lost it.
    """
    if report_id is None or not is_kept(report_id):
        return
    with open_file(report_id).file as file:
        text = io.TextIOWrapper(cast("io.BufferedRandom", file), "utf-8", newline="")
        rows = csv.reader(text)
        next(rows, None)
        for number, faults, cells in rows:
            yield ReportedRow(
                int(number),
                tuple(RowFault(*fault) for fault in json.loads(faults)),
                tuple(json.loads(cells)),
            )


def download_head(names: Sequence[str]) -> list[str]:
    """The columns of a download: the file's own, then what is the matter with each row."""
    return [*names, _("Row in the file"), _("Problem"), _("Action")]


def download_rows(rows: Iterable[ReportedRow], width: int) -> Iterator[list[str]]:
    """The rows of a download in the reader's language, under ``download_head``."""
    for row in rows:
        words = [(fault.column, fault_words(fault.code, fault.params)) for fault in row.faults]
        cells = (*row.cells, *[""] * width)[:width]
        reasons = " ".join(f"{column}: {told.reason}".removeprefix(": ") for column, told in words)
        yield [*cells, str(row.number), reasons, " ".join(told.remedy for _column, told in words)]
