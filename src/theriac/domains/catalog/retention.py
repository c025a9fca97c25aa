"""Imports go with their files; what they brought stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import current_unit
from theriac.core.files.commands import release_files
from theriac.core.retention.registry import DueRow, Kind, retains
from theriac.domains.catalog.models import Import

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


retains(
    Kind(
        code="catalog.imports",
        title=_("Imports and their files"),
        counted_from=_("when the import ended"),
        due=_due,
        clear=_clear,
        usual_days=365,
        page="import_detail",
    )
)
