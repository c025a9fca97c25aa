"""Patients without activity go, their consents stay; and restricted ones go on their date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.retention.registry import DueRow, KeptKind, RecordKind, keeps, retains
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Patient
from theriac.domains.patients.queries.groups import groups_of
from theriac.domains.patients.queries.holds import holds_by

AT_ONCE = 200
"""People whose holds are looked up together."""


def _due(before: datetime) -> Iterator[DueRow]:
    """Whose record nobody opened or changed since; restricted ones have a date of their own."""
    acts = AuditRecord.objects.filter(object_id=OuterRef("id")).order_by("-recorded_at")
    rows = Patient.objects.filter(
        erased_at=None, restricted_at=None, merged_into=None, registered_at__lt=before
    ).annotate(last=Coalesce(Subquery(acts.values("recorded_at")[:1]), "registered_at"))
    due = rows.filter(last__lt=before).order_by("id").values_list("id", "last")
    rows_due = due.iterator()
    while piece := list(islice(rows_due, AT_ONCE)):
        holds = holds_by(groups_of(row_id for row_id, _last in piece))
        for row_id, last in piece:
            if not holds[row_id]:
                yield DueRow(row_id, last)


def _clear(actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    wanted = set(ids)
    due = [row.id for row in _due(before) if row.id in wanted]
    for row_id in due:
        erase_patient(actor=actor, branch_id=None, patient_id=PatientId(row_id), why="retention")
    return len(due)


retains(
    RecordKind(
        code="patients.inactive",
        title=_("Inactive patient records"),
        counted_from=_("when the record was last opened or changed"),
        due=_due,
        clear=_clear,
        usual_days=1_827,
        at_once=25,
        page="patient_detail",
    )
)
keeps(
    KeptKind(
        _("Consents given and withdrawn, and proofs of erasure"),
        _("Retained: they prove what was allowed. For an erased patient, they contain no name."),
    )
)
