"""The work of an import's jobs: checking a file, and bringing its rows in.

Rows are read, checked and compared in chunks, so memory doesn't grow with the file. Bringing in
good rows takes a short transaction a chunk, its size following how long the last ones took.
"""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, Self
from uuid import UUID

from django.db import IntegrityError

from theriac.core.actor import Actor
from theriac.core.problems import Busy, Conflict, Problem, Unprocessable
from theriac.core.tables.cells import Row
from theriac.core.tables.problems import TableRefused
from theriac.domains.catalog.imports.commit import Chunk, commit_chunk, commit_whole
from theriac.domains.catalog.imports.faults import RowFault
from theriac.domains.catalog.imports.inspection import opened_table
from theriac.domains.catalog.imports.kinds import ImportContext, RowWorker, kind_of
from theriac.domains.catalog.imports.mapping import mapping_from
from theriac.domains.catalog.imports.outcomes import Tally, is_left_out
from theriac.domains.catalog.imports.report import Report
from theriac.domains.catalog.imports.requester import actor_from
from theriac.domains.catalog.imports.states import (
    finish_check,
    finish_commit,
    refuse_check,
    refuse_commit,
)
from theriac.domains.catalog.models import Import
from theriac.domains.catalog.particulars import country_profile
from theriac.domains.catalog.problems import ImportRefused
from theriac.domains.organisation.queries.branches import get_pharmacy

CHECKED_AT_ONCE = 500
SMALLEST_CHUNK = 50
LARGEST_CHUNK = 300
FIRST_CHUNK = 100
AIM_SECONDS = 0.06
"""How long one transaction is meant to last; SQLite's other writers wait that long."""


BUSY_PAUSES = (1, 2, 5, 10)
"""Seconds to wait where others keep changing the same rows."""


class Steps(Protocol):
    """Where the work may stop, and to whom it tells how far it came; a JobContext is one."""

    def check(self) -> None: ...

    def progress(self, done: int, total: int | None = None, message: str = "") -> None: ...


@dataclass(slots=True)
class _Work:
    """An import that is being worked on."""

    batch: Import
    actor: Actor
    worker: RowWorker
    rows: Iterator[Row]


@contextmanager
def _opened(import_id: UUID) -> Iterator[_Work]:
    batch = Import.objects.get(id=import_id)
    actor = actor_from(batch.acting)
    kind = kind_of(batch.kind)
    pharmacy = get_pharmacy()
    profile = country_profile()
    if pharmacy is None or profile is None:
        raise RuntimeError("an import needs a pharmacy")
    mapping = mapping_from(batch.mapping)
    names = [column["name"] for column in batch.columns]
    context = ImportContext(
        import_id=batch.id,
        actor=actor,
        branch_id=batch.branch_id,
        mapping=mapping,
        reading=mapping.reading(kind.fields, names, pharmacy.currency),
        profile=profile,
        country=pharmacy.country,
        currency=pharmacy.currency,
    )
    with opened_table(batch.file_id, batch.sheet) as table:
        rows = (row for row in table.rows() if row.number > batch.head_row)
        yield _Work(batch, actor, kind.open(context), rows)


def check_rows(import_id: UUID, steps: Steps) -> Tally:
    """Check the whole file against the catalogue; nothing of it is written.

    Raises TableRefused when the file can't be read to its end; the import then waits for another
    choice.
    """
    with _opened(import_id) as work:
        report = Report(import_id)
        tally = Tally()
        try:
            for rows in _chunks(work.rows, CHECKED_AT_ONCE):
                steps.check()
                outcomes = work.worker.judge([work.worker.check(row) for row in rows])
                for row, outcome in zip(rows, outcomes, strict=True):
                    report.add(row, outcome)
                tally.add(outcomes)
                steps.progress(tally.rows)
            finish_check(actor=work.actor, import_id=import_id, tally=tally, report=report)
        except TableRefused as refusal:
            refuse_check(actor=work.actor, import_id=import_id, sentence=str(refusal))
            raise
        finally:
            report.close()
    return tally


def commit_rows(import_id: UUID, steps: Steps) -> Tally:
    """Bring the rows in as the import's mode says; the counts of everything that was brought in.

    Raises ImportRefused when "all or nothing" met a row that can't be taken; nothing is changed.
    """
    with _opened(import_id) as work:
        if work.batch.mode == Import.Mode.ALL:
            tally = _commit_whole(work, steps)
        else:
            _commit_good(work, steps)
            tally = Tally()
    batch = finish_commit(actor=work.actor, import_id=import_id)
    return Tally.from_json(batch.counts.get("committed", {})) if not tally.rows else tally


def _commit_good(work: _Work, steps: Steps) -> None:
    aside = set(work.batch.left_out_rows)
    done = work.batch.committed_through
    size = FIRST_CHUNK
    count = 0
    while chunk := [work.worker.check(row) for row in islice(work.rows, size)]:
        steps.check()
        count += len(chunk)
        through = _number(chunk[-1])
        if through > done:
            rows = [row for row in chunk if _number(row) > done and _number(row) not in aside]
            started = time.perf_counter()
            _commit(work, rows, through)
            size = _next_size(size, time.perf_counter() - started)
        steps.progress(count, work.batch.row_count)


def _commit(work: _Work, rows: Chunk, through: int) -> None:
    """Commit one chunk; where the database refuses it, its halves, until the row is found."""
    try:
        _patiently(work, rows, through)
    except (ImportRefused, Busy):
        raise
    except (IntegrityError, Conflict, Unprocessable) as refusal:
        if len(rows) > 1:
            half = len(rows) // 2
            _commit(work, rows[:half], _number(rows[half - 1]))
            _commit(work, rows[half:], through)
            return
        if not rows or is_left_out(rows[0].faults):
            raise
        rows[0].faults.append(_fault_of(refusal))
        _commit(work, rows, through)
        return
    work.worker.wrote(rows)


def _patiently(work: _Work, rows: Chunk, through: int) -> None:
    """Commit one chunk; where others keep changing the same rows, wait and do it again."""
    for pause in (*BUSY_PAUSES, 0):
        try:
            commit_chunk(
                actor=work.actor,
                import_id=work.batch.id,
                worker=work.worker,
                rows=rows,
                through=through,
            )
        except Busy:
            if not pause:
                raise
            time.sleep(pause)
        else:
            return


def _fault_of(refusal: Exception) -> RowFault:
    if isinstance(refusal, Problem):
        return RowFault("", "", "refused", {"sentence": str(refusal)[:200]})
    return RowFault("", "", "clash")


def _commit_whole(work: _Work, steps: Steps) -> Tally:
    with _Spool() as spool:
        for rows in _chunks(work.rows, CHECKED_AT_ONCE):
            steps.check()
            checked = [work.worker.check(row) for row in rows]
            spool.add(checked, rows[-1].number)

        def wait(written: int) -> None:
            steps.check()
            steps.progress(written, work.batch.row_count)

        try:
            return commit_whole(
                actor=work.actor,
                import_id=work.batch.id,
                worker=work.worker,
                chunks=spool,
                wait=wait,
            )
        except Problem as refusal:
            refuse_commit(actor=work.actor, import_id=work.batch.id, sentence=str(refusal))
            raise


class _Spool:
    """Checked rows in an anonymous temporary file, so that the one transaction only writes."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115 (see exit)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._file.close()

    def add(self, rows: Chunk, through: int) -> None:
        """Keep one chunk."""
        pickle.dump((rows, through), self._file)

    def __iter__(self) -> Iterator[tuple[Chunk, int]]:
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            yield pickle.load(self._file)  # noqa: S301 (what this process wrote just before)
        self._file.seek(end)


def _chunks(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def _next_size(size: int, seconds: float) -> int:
    wanted = int(size * AIM_SECONDS / max(seconds, 0.001))
    return max(SMALLEST_CHUNK, min(LARGEST_CHUNK, wanted, size * 2))


def _number(row: Any) -> int:
    number: int = row.number
    return number
