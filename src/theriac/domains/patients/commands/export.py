"""Giving a patient what is known about them: everything, for a program and for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command, current_unit
from theriac.core.files.models import StoredFile
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.patients.commands.open import particulars_of
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.models import Collection, Consent, Merge, Patient
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.patients.ports import kept_sections
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.patients.record import collectors_of, health_of
from theriac.domains.patients.rules.reasons import checked_why

FORMAT = "theriac.patient.export.1"


@command(name="patients.export_patient", done=_("Exported the record"), permission=ERASE_PATIENTS)
def export_patient(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, why: str = "request"
) -> dict[str, Any]:
    """Everything that is kept about a patient, as JSON holds it; instants in UTC, dates as dates.

    Of each record that belongs to them the particulars and notes; then health, consents,
    collectors, collections, merges, files, and who read or changed it. Raises PatientUnknown,
    PatientGone.
    """
    reason = checked_why(why)
    get_patient(patient_id, even_restricted=True)
    ids = ids_of(patient_id)
    pharmacy = get_pharmacy()
    content = {
        "format": FORMAT,
        "made_at": clock.now(),
        "pharmacy": pharmacy.name if pharmacy else "",
        "records": [_record(one) for one in Patient.objects.filter(id__in=ids).order_by("id")],
        "health": [asdict(one) for one in health_of(ids)],
        "consents": _rows(Consent, ids, "purpose", "channel", "is_given", "how", "said_at"),
        "may_collect": [asdict(one) for one in collectors_of(ids)],
        "collections": _rows(Collection, ids, "collector_id", "collected_at"),
        "merges": _merges(ids),
        "files": _files(ids),
        **kept_sections(ids),
        "read_and_changed": _trail(ids),
    }
    current_unit().record("patients.patient", patient_id, reason=reason, facts={"exported": FORMAT})
    watch_readings(actor, [patient_id])
    return dict(_plain(content))


def _record(patient: Patient) -> dict[str, Any]:
    return {
        "id": patient.id,
        **asdict(particulars_of(patient)),
        "notes": patient.notes,
        "registered_at": patient.registered_at,
        "household": patient.household_id,
    }


def _rows(model: Any, ids: Sequence[UUID], *names: str) -> list[dict[str, Any]]:
    rows = model.objects.filter(patient_id__in=ids).order_by("id")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]


def _files(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What is kept beside the record; each is downloaded from the record's documents."""
    names = ("id", "purpose", "content_type", "size", "sha256", "created_at", "created_by")
    rows = StoredFile.objects.filter(record_id__in=ids).order_by("id")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]


def _merges(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    names = ("kept_id", "merged_id", "merged_at", "undone_at")
    rows = Merge.objects.filter(kept_id__in=ids).order_by("merged_at", "id")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]


def _trail(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    names = ("recorded_at", "command", "actor_id", "branch_id", "reason", "facts")
    rows = AuditRecord.objects.filter(object_id__in=ids).order_by("recorded_at", "id")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
