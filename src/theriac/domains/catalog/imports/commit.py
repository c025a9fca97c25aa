"""Writing rows: a chunk a transaction, or the whole file in one.

Each transaction notes in the import's own row how far the file is committed, so that a job that
begins anew goes on behind it, and no row takes effect twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.privacy.rows import read_together
from theriac.core.rights import Concerns
from theriac.domains.catalog.imports.faults import RowFault, fault_words
from theriac.domains.catalog.imports.kinds import RowWorker
from theriac.domains.catalog.imports.outcomes import RowAction, RowOutcome, Tally
from theriac.domains.catalog.imports.report import MOST_KEPT, problem_rows
from theriac.domains.catalog.models import Import, ImportProblem
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.catalog.problems import ImportRefused

Chunk = Sequence[Any]
MOST_WHOLE = {"sqlite": 5_000, "postgresql": 50_000, "mysql": 50_000}


@command(
    name="catalog.commit_chunk",
    done=gettext_lazy("Imported rows of a file"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def commit_chunk(
    *, actor: Actor, import_id: UUID, worker: RowWorker, rows: Chunk, through: int
) -> list[RowOutcome]:
    """Bring one chunk of checked rows in; all rows up to ``through`` are then done with.

    Nothing happens when another attempt committed them meanwhile. Raises ImportRefused when the
    import isn't being committed any more.
    """
    batch = _committing(import_id)
    if through <= batch.committed_through:
        return []
    outcomes = worker.write(rows)
    _advance(batch, outcomes, through)
    return outcomes


@command(
    name="catalog.commit_whole",
    done=gettext_lazy("Imported a file"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def commit_whole(
    *,
    actor: Actor,
    import_id: UUID,
    worker: RowWorker,
    chunks: Iterable[tuple[Chunk, int]],
    wait: Callable[[int], None],
) -> Tally:
    """Bring the whole file in, or nothing: in one transaction, refused at the first row left out.

    ``wait`` is called after each chunk with how many rows are written, and may raise to stop.
    Raises ImportRefused naming the row, also one that would now lose a barcode untold.
    """
    batch = _committing(import_id)
    told = _told_without_barcode(batch)
    tally = Tally()
    for rows, through in chunks:
        outcomes = worker.write(rows)
        for outcome in outcomes:
            if (fault := _fault_found_late(outcome, told)) is not None:
                raise _cant_be_taken(outcome, fault)
        worker.wrote(rows)
        tally.add(outcomes)
        batch.committed_through = through
        _flush()
        wait(tally.rows)
    batch.counts = {**batch.counts, "committed": tally.to_json()}
    batch.save(update_fields=["counts", "committed_through"])
    _record(batch, tally)
    return tally


def most_at_once() -> int:
    """How many rows may change the catalogue in one transaction.

    Until it commits, SQLite's other writers wait (docs/adr/0008); they give up after 20 seconds.
    """
    return MOST_WHOLE[connection.vendor]


def _flush() -> None:
    """Write the unit's records and events so far, so that memory doesn't grow with the file."""
    unit = current_unit()
    unit.flush()
    unit.records.clear()
    unit.events.clear()


def _committing(import_id: UUID) -> Import:
    batch: Import | None = Import.objects.select_for_update().filter(id=import_id).first()
    if batch is None or batch.state != Import.State.COMMITTING:
        raise ImportRefused(_("This import was stopped. No more rows are imported."))
    return batch


def _advance(batch: Import, outcomes: Sequence[RowOutcome], through: int) -> None:
    tally = Tally()
    tally.add(outcomes)
    _record(batch, tally)
    total = Tally.from_json(batch.counts.get("committed", {}))
    total.merge(tally)
    batch.counts = {**batch.counts, "committed": total.to_json()}
    batch.committed_through = through
    batch.save(update_fields=["counts", "committed_through"])
    _keep_late(batch, outcomes)


def _keep_late(batch: Import, outcomes: Sequence[RowOutcome]) -> None:
    """Keep the faults of rows that the check had let pass, or let pass with their barcode."""
    faulty = [
        outcome
        for outcome in outcomes
        if outcome.action is RowAction.LEFT_OUT
        or any(fault.code == "barcode_taken" for fault in outcome.faults)
    ]
    if not faulty:
        return
    known = set(
        ImportProblem.objects.filter(
            source_id=batch.id, number__in=[outcome.number for outcome in faulty]
        ).values_list("number", flat=True)
    )
    room = MOST_KEPT * 2 - ImportProblem.objects.filter(source_id=batch.id).count()
    late = [
        row
        for outcome in faulty
        if outcome.number not in known
        for row in problem_rows(batch.id, outcome)
    ]
    kept = late[: max(0, room)]
    read_together(kept)
    insert_rows(ImportProblem, kept)


def _record(batch: Import, tally: Tally) -> None:
    current_unit().record(
        "catalog.import",
        batch.id,
        reason="rows",
        facts={"kind": batch.kind, **tally.actions},
        branch_id=batch.branch_id,
    )


def _told_without_barcode(batch: Import) -> frozenset[int] | None:
    """The rows that the check told to come in without another's barcode; None: not all are kept."""
    rows = ImportProblem.objects.filter(source_id=batch.id)
    if rows.count() >= MOST_KEPT:
        return None
    return frozenset(rows.filter(code="barcode_taken").values_list("number", flat=True))


def _fault_found_late(outcome: RowOutcome, told: frozenset[int] | None) -> RowFault | None:
    """Why a row isn't taken as its person saw it; None for one that is."""
    if outcome.action is RowAction.LEFT_OUT:
        return outcome.faults[0]
    if told is None or outcome.number in told:
        return None
    return next((fault for fault in outcome.faults if fault.code == "barcode_taken"), None)


def _cant_be_taken(outcome: RowOutcome, fault: RowFault) -> ImportRefused:
    return ImportRefused(
        _("Row %(row)s can no longer be imported: %(reason)s Nothing was changed. Check again.")
        % {"row": outcome.number, "reason": fault_words(fault.code, fault.params).reason},
        row=outcome.number,
    )
