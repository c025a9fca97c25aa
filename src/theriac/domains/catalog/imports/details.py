"""An import as pages and programs read it: where it stands, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from theriac.core.jobs.models import Job
from theriac.domains.catalog.imports.outcomes import UNBARCODED, RowAction, Tally
from theriac.domains.catalog.imports.states import settled, with_jobs
from theriac.domains.catalog.models import Import


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """The counts of a check. The first four add up to all rows that aren't passed over.

    ``new``, ``changed`` and ``unchanged`` are rows without a fault; ``left_out`` of the rows with
    one aren't taken, ``look`` are. ``taken`` is how many rows "good rows" brings in. ``what``
    counts kinds of change, ``columns`` faults by column, ``notes`` what is worth knowing besides.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    problems: int
    left_out: int
    look: int
    passed_over: int
    taken: int
    what: dict[str, int]
    columns: dict[str, int]
    notes: dict[str, int]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was brought in so far: rows by what they did; ``through`` is the last row done with.

    ``without_barcode`` of the taken came in without a barcode that stood in them.
    """

    added: int
    changed: int
    unchanged: int
    left_out: int
    taken: int
    without_barcode: int
    through: int


@dataclass(frozen=True, slots=True)
class ImportDetail:
    """An import as a page shows it.

    ``state`` is one of columns, checking, checked, committing, done, stopped, discarded; a job
    that failed or was cancelled is taken into account. ``columns`` holds name, samples and words of
    each. ``refusal`` says why the last work ended without result.
    """

    id: UUID
    kind: str
    state: str
    branch_id: UUID | None
    file_name: str
    sheet: str
    sheets: tuple[str, ...]
    head_row: int
    columns: tuple[dict[str, Any], ...]
    mapping: dict[str, Any]
    mode: str
    row_count: int | None
    counts: ImportCounts | None
    result: ImportResult | None
    left_out_rows: tuple[int, ...]
    refusal: str
    job_id: UUID | None
    job_state: str
    done: int
    total: int | None
    created_by: UUID
    created_at: datetime
    finished_at: datetime | None
    version: int


def import_detail(batch: Import) -> ImportDetail:
    """The import as a page shows it, for one that the actor was found to see."""
    return import_details([batch])[0]


def import_details(batches: Sequence[Import]) -> list[ImportDetail]:
    """Several imports, read together with their jobs."""
    return [_detail(batch, job) for batch, job in with_jobs(batches)]


def _detail(batch: Import, job: Job | None) -> ImportDetail:
    return ImportDetail(
        id=batch.id,
        kind=batch.kind,
        state=settled(batch, job),
        branch_id=batch.branch_id,
        file_name=batch.file_name,
        sheet=batch.sheet,
        sheets=tuple(batch.sheets),
        head_row=batch.head_row,
        columns=tuple(batch.columns),
        mapping=dict(batch.mapping),
        mode=batch.mode,
        row_count=batch.row_count,
        counts=_counts(batch.counts),
        result=_result(batch),
        left_out_rows=tuple(batch.left_out_rows),
        refusal=batch.refusal or (job.error_sentence if job else ""),
        job_id=batch.job_id,
        job_state=job.state if job else "",
        done=job.done if job else 0,
        total=(job.total if job else None) or batch.row_count,
        created_by=batch.created_by,
        created_at=batch.created_at,
        finished_at=batch.finished_at,
        version=batch.version,
    )


def _counts(counts: dict[str, Any]) -> ImportCounts | None:
    if "checked" not in counts:
        return None
    tally = Tally.from_json(counts["checked"])
    return ImportCounts(
        rows=tally.rows,
        new=tally.plain(RowAction.NEW),
        changed=tally.plain(RowAction.CHANGED),
        unchanged=tally.plain(RowAction.UNCHANGED),
        problems=tally.left_out + tally.look,
        left_out=tally.left_out,
        look=tally.look,
        passed_over=tally.actions[RowAction.PASSED_OVER],
        taken=tally.taken,
        what=dict(tally.what),
        columns=dict(tally.columns),
        notes=dict(tally.notes),
    )


def _result(batch: Import) -> ImportResult | None:
    if "committed" not in batch.counts:
        return None
    tally = Tally.from_json(batch.counts["committed"])
    return ImportResult(
        added=tally.actions[RowAction.NEW],
        changed=tally.actions[RowAction.CHANGED],
        unchanged=tally.actions[RowAction.UNCHANGED],
        left_out=tally.left_out + len(batch.left_out_rows),
        taken=tally.taken,
        without_barcode=tally.notes[UNBARCODED],
        through=batch.committed_through,
    )
