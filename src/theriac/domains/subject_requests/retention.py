"""What people wrote with a request goes after its period; the register's facts stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.retention.registry import DueRow, KeptKind, RecordKind, keeps, retains
from theriac.domains.subject_requests.commands.forget import empty
from theriac.domains.subject_requests.models import SubjectRequest


def _due(before: datetime) -> Iterator[DueRow]:
    rows = SubjectRequest.objects.filter(closed_at__lt=before, text_gone_at=None).order_by("id")
    for row_id, closed_at in rows.values_list("id", "closed_at").iterator():
        yield DueRow(row_id, closed_at)


def _clear(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    rows = SubjectRequest.objects.filter(id__in=list(ids), closed_at__lt=before)
    return empty(list(rows.order_by("id").values_list("id", flat=True)), "retention")


retains(
    RecordKind(
        code="subject_requests.texts",
        title=_("Texts of data requests"),
        counted_from=_("when the request was closed"),
        due=_due,
        clear=_clear,
        usual_days=1_096,
        page="subject_request_detail",
    )
)
keeps(
    KeptKind(
        _("Register of data requests"),
        _("Retained without what people wrote: it proves that they were answered in time."),
    )
)
