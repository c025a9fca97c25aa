"""What is kept of adverse events of a patient, for the copy that a patient gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.core.privacy.problems import Erased
from theriac.domains.adverse_events.models import AdverseEventReport


def reports_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Each report about these records, by time."""
    rows = AdverseEventReport.objects.filter(patient_id__in=list(patient_ids))
    return [
        {
            "branch_id": row.branch_id,
            "code": row.code,
            "at": row.at,
            "state": row.state,
            "sent_on": row.sent_on,
            "authority": row.authority,
            "reference": row.reference,
            **_words(row),
        }
        for row in rows.order_by("at", "id")
    ]


def _words(row: AdverseEventReport) -> dict[str, Any]:
    try:
        return {**row.content, "assessment": row.assessment}
    except Erased:
        return {}
