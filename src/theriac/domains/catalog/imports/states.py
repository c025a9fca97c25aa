"""How an import passes from state to state while its jobs work, and which state it is really in.

A job that was cancelled or failed leaves its import in the midst; ``settled`` tells where such a
one stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.database.insert import insert_rows
from theriac.core.files.commands import release_files
from theriac.core.jobs.models import LIVE_STATES, Job
from theriac.core.privacy.rows import read_together
from theriac.core.problems import NotFound
from theriac.core.rights import Concerns, require
from theriac.domains.catalog.imports.kinds import ImportKind, kind_of
from theriac.domains.catalog.imports.outcomes import Tally
from theriac.domains.catalog.imports.report import Report
from theriac.domains.catalog.models import Import, ImportProblem
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.catalog.problems import ImportRefused

State = Import.State
WORKING = (State.CHECKING, State.COMMITTING)


@command(
    name="catalog.finish_check",
    done=gettext_lazy("Checked an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def finish_check(*, actor: Actor, import_id: UUID, tally: Tally, report: Report) -> None:
    """Keep what a check found. Nothing when the import was discarded meanwhile."""
    batch = Import.objects.select_for_update().get(id=import_id)
    if batch.state != State.CHECKING:
        return
    clear_findings(batch)
    read_together(report.kept)
    insert_rows(ImportProblem, report.kept)
    batch.report_id = report.store(actor)
    batch.row_count = tally.rows
    batch.counts = {"checked": tally.to_json()}
    batch.left_out_rows = []
    batch.state = State.CHECKED
    batch.refusal = ""
    keep(batch)
    record_import(batch, "checked", tally)


@command(
    name="catalog.refuse_check",
    done=gettext_lazy("Failed to check an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def refuse_check(*, actor: Actor, import_id: UUID, sentence: str) -> None:
    """The file couldn't be read to its end; its person chooses again."""
    _turn(import_id, State.CHECKING, State.COLUMNS, sentence)


@command(
    name="catalog.refuse_commit",
    done=gettext_lazy("Failed to import a file"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def refuse_commit(*, actor: Actor, import_id: UUID, sentence: str) -> None:
    """All or nothing: it was nothing; the file can be checked again."""
    _turn(import_id, State.COMMITTING, State.CHECKED, sentence)


@command(
    name="catalog.finish_commit",
    done=gettext_lazy("Finished an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def finish_commit(*, actor: Actor, import_id: UUID) -> Import:
    """Everything that is taken is in. Nothing when it is finished or was discarded."""
    batch: Import = Import.objects.select_for_update().get(id=import_id)
    if batch.state == State.COMMITTING:
        batch.state = State.DONE
        batch.finished_at = clock.now()
        keep(batch)
        record_import(batch, "done", Tally.from_json(batch.counts.get("committed", {})))
    return batch


def clear_findings(batch: Import) -> None:
    """Forget what an earlier check found; joins the caller's unit of work."""
    ImportProblem.objects.filter(source_id=batch.id).delete()
    if batch.report_id is not None:
        release_files([batch.report_id])
    batch.report_id = None
    batch.counts = {}
    batch.row_count = None


def settled(batch: Import, job: Job | None) -> str:
    """The import's state; of one whose job isn't live any more, where that left it."""
    if not _is_left(batch, job):
        return batch.state
    if batch.state == State.CHECKING:
        return State.COLUMNS
    return State.CHECKED if batch.mode == Import.Mode.ALL else State.STOPPED


def job_of(batch: Import) -> Job | None:
    """The import's last job."""
    if batch.job_id is None:
        return None
    return Job.objects.defer("error_traceback").filter(id=batch.job_id).first()


def with_jobs(batches: Sequence[Import]) -> list[tuple[Import, Job | None]]:
    """Each import with its last job, in two reads, or three.

    A job ends after what it did to its import. One that seems left in the midst is read once more:
    its work may have ended between the two reads.
    """
    jobs = _jobs_of(batches)
    left = [batch.id for batch in batches if _is_left(batch, jobs.get(batch.job_id))]
    if left:
        now = Import.objects.in_bulk(left)
        batches = [now.get(batch.id, batch) for batch in batches]
        jobs |= _jobs_of(batch for batch in now.values() if batch.job_id not in jobs)
    return [(batch, jobs.get(batch.job_id)) for batch in batches]


def _is_left(batch: Import, job: Job | None) -> bool:
    """Whether its work isn't done and nobody does it."""
    return batch.state in WORKING and (job is None or job.state not in LIVE_STATES)


def _jobs_of(batches: Iterable[Import]) -> dict[UUID | None, Job]:
    ids = {batch.job_id for batch in batches if batch.job_id is not None}
    jobs = Job.objects.defer("error_traceback").filter(id__in=ids) if ids else ()
    return {job.id: job for job in jobs}


def require_kind(actor: Actor, kind: ImportKind, branch_id: UUID | None) -> None:
    """Raise NotPermitted unless the actor may import, and import this kind there."""
    require(actor, IMPORT_CATALOG, branch_id)
    require(actor, kind.permission, branch_id)


def visible_import(actor: Actor, import_id: UUID, *, lock: bool = False) -> Import:
    """An import that the actor may work on, locked on demand. Raises NotFound, NotPermitted."""
    rows = Import.objects.select_for_update() if lock else Import.objects.all()
    batch: Import | None = rows.filter(id=import_id).first()
    if batch is None:
        raise NotFound(_("This import doesn’t exist."), import_id=str(import_id))
    require_kind(actor, kind_of(batch.kind), batch.branch_id)
    return batch


def editable_import(actor: Actor, import_id: UUID, version: int | None) -> Import:
    """An import whose columns may still be chosen, locked.

    Raises NotFound, NotPermitted, ImportRefused while it works or when it is over, Stale unless it
    is of this version (None: of any).
    """
    batch = visible_import(actor, import_id, lock=True)
    state = settled(batch, job_of(batch))
    if state not in (State.COLUMNS, State.CHECKED) or batch.committed_through:
        raise ImportRefused(_("This import is running or finished. Start a new one."), state=state)
    changed = _("Another user changed this import. Reload the page.")
    at_version(batch, version, changed, current={"mapping": batch.mapping})
    return batch


def back_to_columns(batch: Import, what: str) -> int:
    """Keep changed columns; what an earlier check found is forgotten. The new version."""
    clear_findings(batch)
    batch.state = State.COLUMNS
    batch.refusal = ""
    keep(batch)
    record_import(batch, what)
    return batch.version


def column_names_of(batch: Import) -> tuple[str, ...]:
    """The names of the file's columns."""
    return tuple(column["name"] for column in batch.columns)


def _turn(import_id: UUID, before: str, after: str, sentence: str) -> None:
    batch = Import.objects.select_for_update().get(id=import_id)
    if batch.state != before:
        return
    batch.state = after
    batch.refusal = sentence[:300]
    keep(batch)
    record_import(batch, "refused")


def record_import(
    batch: Import, what: str, tally: Tally | None = None, confirmed: Sequence[str] = ()
) -> None:
    """Leave an audit record about the import; the file by its id, since its name may tell."""
    knowingly = {"confirmed": list(confirmed)} if confirmed else {}
    current_unit().record(
        "catalog.import",
        batch.id,
        reason=what,
        facts={
            "kind": batch.kind,
            "file": batch.file_id.hex,
            **(tally.actions if tally else {}),
            **knowingly,
        },
        branch_id=batch.branch_id,
    )
