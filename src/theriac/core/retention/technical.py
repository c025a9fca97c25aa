"""Kinds of core's own: technical rows that name nobody, and what is never let go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.idempotency.context import KEEP_DAYS
from theriac.core.idempotency.models import IdempotencyRecord
from theriac.core.retention.registry import DueRow, KeptKind, RecordKind, keeps, retains


def _due(before: datetime) -> Iterator[DueRow]:
    rows = IdempotencyRecord.objects.filter(recorded_at__lt=before).order_by("recorded_at", "id")
    for row_id, at in rows.values_list("id", "recorded_at").iterator():
        yield DueRow(row_id, at)


def _clear(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    rows = IdempotencyRecord.objects.filter(id__in=list(ids), recorded_at__lt=before)
    return rows.delete()[0]


retains(
    RecordKind(
        code="core.idempotency",
        title=_("Keys of repeated requests"),
        counted_from=_("when the request was processed"),
        due=_due,
        clear=_clear,
        usual_days=KEEP_DAYS,
        clears_itself=True,
    )
)
keeps(
    KeptKind(
        _("Audit log"),
        _(
            "Retained: it proves who did what and identifies people only by number. The audit "
            "log is tamper-proof."
        ),
    )
)
keeps(
    KeptKind(
        _("Sessions and attempt counters"),
        _("Deleted automatically within days."),
    )
)
