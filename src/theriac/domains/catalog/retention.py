"""Imports and their files go, the files a day after the import ended; what they brought stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import current_unit
from theriac.core.files.commands import release_files
from theriac.core.files.models import StoredFile
from theriac.core.retention.registry import DueRow, RecordKind, retains
from theriac.domains.catalog.models import Import

OVER = (Import.State.DONE, Import.State.DISCARDED)
"""A stopped one may go on, and reads its file again."""
ENDED = (Import.State.DONE, Import.State.STOPPED, Import.State.DISCARDED)


def _due(before: datetime) -> Iterator[DueRow]:
    rows = Import.objects.filter(state__in=ENDED, finished_at__lt=before)
    for row_id, at in rows.order_by("finished_at", "id").values_list("id", "finished_at"):
        if at is not None:
            yield DueRow(row_id, at)


def _clear(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    rows = Import.objects.filter(id__in=list(ids), state__in=ENDED, finished_at__lt=before)
    count = 0
    for row in rows.order_by("id"):
        files = [one for one in (row.file_id, row.report_id) if one is not None]
        current_unit().record("catalog.import", row.id, reason="retention")
        row.delete()
        for file_id in files:
            if not Import.objects.filter(file_id=file_id).exists():
                release_files([file_id])
        count += 1
    return count


def _files_due(before: datetime) -> Iterator[DueRow]:
    """Imports that are over, whose table or report is still kept and no other import needs."""
    kept = StoredFile.objects.filter(keep_until=None)
    needed = Import.objects.exclude(state__in=OVER).filter(file_id=OuterRef("file_id"))
    rows = Import.objects.filter(
        Exists(kept.filter(id=OuterRef("file_id"))) & ~Exists(needed)
        | Exists(kept.filter(id=OuterRef("report_id"))),
        state__in=OVER,
        finished_at__lt=before,
    )
    for row_id, at in rows.order_by("finished_at", "id").values_list("id", "finished_at"):
        if at is not None:
            yield DueRow(row_id, at)


def _clear_files(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    wanted = set(ids)
    due = [row.id for row in _files_due(before) if row.id in wanted]
    files: set[UUID] = set()
    for row in Import.objects.filter(id__in=due).order_by("id"):
        waits = Import.objects.exclude(state__in=OVER).filter(file_id=row.file_id).exists()
        files |= {one for one in (row.report_id, None if waits else row.file_id) if one is not None}
        current_unit().record("catalog.import", row.id, reason="retention", facts={"files": True})
    release_files(files)
    return len(due)


retains(
    RecordKind(
        code="catalog.import_files",
        title=_("Files of imports and their reports"),
        counted_from=_("when the import ended"),
        due=_files_due,
        clear=_clear_files,
        usual_days=1,
        clears_itself=True,
        page="import_detail",
    )
)
retains(
    RecordKind(
        code="catalog.imports",
        title=_("Imports and their files"),
        counted_from=_("when the import ended"),
        due=_due,
        clear=_clear,
        usual_days=365,
        page="import_detail",
    )
)
