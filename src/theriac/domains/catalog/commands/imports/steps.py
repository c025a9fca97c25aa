"""What a person does with an import: chooses columns, has it checked, brings it in, gives it up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.files.commands import release_files
from theriac.core.jobs.commands import cancel_job
from theriac.core.problems import require_confirmed
from theriac.core.rights import Concerns
from theriac.domains.catalog import jobs
from theriac.domains.catalog.imports.commit import most_at_once
from theriac.domains.catalog.imports.kinds import ImportKind, kind_of
from theriac.domains.catalog.imports.mapping import check_mapping, mapping_from
from theriac.domains.catalog.imports.outcomes import RowAction, Tally
from theriac.domains.catalog.imports.products.answers import refuse_unanswered
from theriac.domains.catalog.imports.proposal import remember_mapping
from theriac.domains.catalog.imports.report import asked_of
from theriac.domains.catalog.imports.requester import acting_json
from theriac.domains.catalog.imports.states import (
    back_to_columns,
    clear_findings,
    column_names_of,
    editable_import,
    job_of,
    record_import,
    settled,
    visible_import,
)
from theriac.domains.catalog.models import Import
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.catalog.problems import ImportRefused, MappingRefused

COMMIT_KEY = "catalog.import.commit"
"""One import at a time is brought in."""

MOST_ASIDE = 2_000
State = Import.State


@command(
    name="catalog.change_mapping",
    done=gettext_lazy("Matched the columns of an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def change_mapping(*, actor: Actor, import_id: UUID, version: int, mapping: dict[str, Any]) -> int:
    """Say what the columns mean; the new version. An earlier check is forgotten.

    Raises MappingRefused naming each choice that doesn't fit, Stale, NotFound, ImportRefused.
    """
    batch = editable_import(actor, import_id, version)
    chosen = mapping_from(mapping)
    check_mapping(chosen, kind_of(batch.kind).fields, column_names_of(batch))
    batch.mapping = chosen.to_json()
    return back_to_columns(batch, "mapping")


@command(
    name="catalog.check_import",
    done=gettext_lazy("Started checking an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def check_import(*, actor: Actor, import_id: UUID) -> UUID:
    """Have the whole file checked in the background; nothing is written to what it is for.

    Returns the job's id. Raises MappingRefused when a needed column isn't chosen or what the kind
    asks isn't answered, ImportRefused, NotFound.
    """
    batch = editable_import(actor, import_id, None)
    kind = kind_of(batch.kind)
    mapping = mapping_from(batch.mapping)
    check_mapping(mapping, kind.fields, column_names_of(batch))
    _refuse_missing(kind, mapping.columns)
    refuse_unanswered(kind, mapping, batch.columns)
    remember_mapping(
        actor, batch.kind, column_names_of(batch), batch.mapping, PurePath(batch.file_name).stem
    )
    clear_findings(batch)
    batch.state = State.CHECKING
    batch.refusal = ""
    batch.acting = acting_json(actor, kind.permission)
    task = jobs.check_import_rows.using(
        unique_key=f"catalog.import:{batch.id}", requested_by=actor.id
    )
    return _enqueued(batch, task.enqueue(str(batch.id)).id, "check")


@command(
    name="catalog.commit_import",
    done=gettext_lazy("Started importing"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def commit_import(
    *, actor: Actor, import_id: UUID, mode: str, confirmed: Collection[str] = ()
) -> UUID:
    """Have the checked rows brought in, in the background: ``good`` rows, or ``all`` or nothing.

    An import that was stopped goes on behind the last row that it brought in. Returns the job's
    id. Raises ImportRefused when rows would be left out and all are wanted, when it wasn't checked,
    or while another import is brought in; AsksFirst while rows whose cost or price is unusual
    aren't set aside, unless their number is ``confirmed``; NotFound.
    """
    batch = visible_import(actor, import_id, lock=True)
    state = settled(batch, job_of(batch))
    if state not in (State.CHECKED, State.STOPPED) or mode not in Import.Mode.values:
        raise ImportRefused(_("Check the file first, then import it."))
    if mode == Import.Mode.ALL:
        _refuse_not_all(batch, state)
    knowingly: Sequence[str] = ()
    if state == State.CHECKED:
        knowingly = require_confirmed(asked_of(batch), confirmed)
    batch.mode = mode
    batch.state = State.COMMITTING
    batch.refusal = ""
    batch.acting = acting_json(actor, kind_of(batch.kind).permission)
    task = jobs.commit_import_rows.using(unique_key=COMMIT_KEY, requested_by=actor.id)
    queued = task.enqueue(str(batch.id))
    if list(queued.args) != [str(batch.id)]:
        raise ImportRefused(_("Another import is running. Wait until it is finished."))
    return _enqueued(batch, queued.id, "commit", knowingly)


@command(
    name="catalog.set_rows_aside",
    done=gettext_lazy("Skipped rows of an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def set_rows_aside(
    *, actor: Actor, import_id: UUID, rows: Sequence[int], aside: bool = True
) -> int:
    """Leave rows out that a look showed to be wrong, or take them again; how many are left out.

    Raises ImportRefused unless the import is checked and waits, NotFound.
    """
    batch = visible_import(actor, import_id, lock=True)
    if settled(batch, job_of(batch)) != State.CHECKED:
        raise ImportRefused(_("Check the file first, then choose its rows."))
    chosen = set(batch.left_out_rows)
    chosen = chosen | set(rows) if aside else chosen - set(rows)
    if len(chosen) > MOST_ASIDE:
        raise ImportRefused(
            _("For this many rows, it is better to correct the file."), field="rows"
        )
    batch.left_out_rows = sorted(chosen)
    batch.save(update_fields=["left_out_rows"])
    record_import(batch, "aside")
    return len(chosen)


@command(
    name="catalog.discard_import",
    done=gettext_lazy("Discarded an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def discard_import(*, actor: Actor, import_id: UUID) -> None:
    """Give an import up; its file and what a check found are forgotten. What is in stays in.

    Running work stops at its next step. Raises NotFound, ImportRefused for one that is done.
    """
    batch = visible_import(actor, import_id, lock=True)
    if batch.state == State.DONE:
        raise ImportRefused(_("This import is finished. The imported rows stay."))
    job = job_of(batch)
    if job is not None and job.is_live:
        cancel_job(actor=actor, job_id=job.id)
    counts = batch.counts
    clear_findings(batch)
    release_files([batch.file_id])
    batch.counts = {"committed": counts["committed"]} if "committed" in counts else {}
    batch.state = State.DISCARDED
    batch.finished_at = clock.now()
    keep(batch)
    record_import(batch, "discarded")


def _refuse_not_all(batch: Import, state: str) -> None:
    """Raise ImportRefused unless the whole file can be brought in at once."""
    tally = Tally.from_json(batch.counts.get("checked", {}))
    left_out = tally.left_out + len(batch.left_out_rows)
    if left_out or state == State.STOPPED:
        raise ImportRefused(
            ngettext(
                "%(count)s row would be skipped. Correct it first, or import only the good rows.",
                "%(count)s rows would be skipped. Correct them first, or import only the "
                "good rows.",
                left_out,
            )
            % {"count": left_out},
            field="mode",
            left_out=left_out,
        )
    changing = tally.actions[RowAction.NEW] + tally.actions[RowAction.CHANGED]
    if changing > most_at_once():
        raise ImportRefused(
            _(
                "“All or nothing” allows at most %(most)s changed rows here. Choose “Good "
                "rows only” instead; no rows are skipped."
            )
            % {"most": most_at_once()},
            field="mode",
            most=most_at_once(),
        )


def _refuse_missing(kind: ImportKind, columns: Mapping[str, Sequence[str]]) -> None:
    """Raise MappingRefused for each set of fields of which none has a column."""
    errors = {
        f"columns.{codes[0]}": _("Choose the column for this: %(names)s.")
        % {"names": " · ".join(_title(kind, code) for code in codes)}
        for codes in kind.required
        if not any(columns.get(code) for code in codes)
    }
    if errors:
        raise MappingRefused(_("A column is missing."), errors=errors)


def _title(kind: ImportKind, code: str) -> str:
    field = kind.field(code)
    return str(field.title) if field else code


def _enqueued(batch: Import, job_id: str, what: str, confirmed: Sequence[str] = ()) -> UUID:
    batch.job_id = UUID(str(job_id))
    keep(batch)
    record_import(batch, what, confirmed=confirmed)
    return batch.job_id
