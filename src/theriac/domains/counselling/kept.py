"""What is kept of a patient's counselling, for the copy that a patient gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.core.privacy.problems import Erased
from theriac.domains.counselling.models import Counselling


def counselling_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Each counselling of these records, by time."""
    rows = Counselling.objects.filter(patient_id__in=list(patient_ids)).order_by("at", "id")
    return [
        {
            "branch_id": row.branch_id,
            "at": row.at,
            "state": row.state,
            "to_whom": row.to_whom,
            "topics": list(row.codes),
            "refused_why": row.refused_why,
            "is_leaflet_given": row.is_leaflet_given,
            "is_understood": row.is_understood,
            "note": _note(row),
            "withdrawn_at": row.withdrawn_at,
        }
        for row in rows
    ]


def _note(row: Counselling) -> str:
    try:
        return str(row.note)
    except Erased:
        return ""
