"""What is kept of a patient's appointments and services, for the copy that a patient gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.core.privacy.problems import Erased
from theriac.domains.services.models import Appointment, ServiceRecord


def services_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Each appointment of these records, by time, with what was done and its corrections."""
    wanted = {"patient_id__in": list(patient_ids)}
    done: dict[UUID, list[dict[str, Any]]] = {}
    for row in ServiceRecord.objects.filter(**wanted).order_by("at", "id"):
        done.setdefault(row.appointment_id, []).append(
            {"code": row.code, "at": row.at, "batch_id": row.batch_id, **_told(row, "content", {})}
        )
    rows = Appointment.objects.filter(**wanted).select_related("offered")
    return [
        {
            "branch_id": row.branch_id,
            "service": row.offered.name,
            "begins_at": row.begins_at,
            "state": row.state,
            "note": _told(row, "note", ""),
            "records": done.get(row.id, []),
        }
        for row in rows.order_by("begins_at", "id")
    ]


def _told(row: Any, name: str, nothing: Any) -> Any:
    try:
        return getattr(row, name)
    except Erased:
        return nothing
