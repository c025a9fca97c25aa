"""Whom the patients' own files hold: a prescription's copy is kept as long as prescriptions are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from theriac.core.files.models import StoredFile
from theriac.domains.patients.files import PRESCRIPTION
from theriac.domains.patients.ports import HeldRecords, register_hold


def _newest(patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    rows = StoredFile.objects.filter(person_id__in=patient_ids, purpose=PRESCRIPTION.code)
    newest = rows.order_by().values("person_id").annotate(at=Max("created_at"))
    return {row["person_id"]: row["at"].date() for row in newest if row["person_id"]}


register_hold(
    HeldRecords(
        code="patients.prescriptions",
        title=_("Prescriptions kept with the record"),
        rule="sales.prescriptions",
        newest=_newest,
    )
)
