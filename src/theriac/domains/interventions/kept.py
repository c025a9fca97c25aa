"""What is kept of interventions about a patient, for the copy that a patient gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.core.privacy.problems import Erased
from theriac.domains.interventions.models import Intervention


def interventions_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Each intervention about these records, by time."""
    rows = Intervention.objects.filter(patient_id__in=list(patient_ids)).order_by("at", "id")
    return [
        {
            "branch_id": row.branch_id,
            "at": row.at,
            "problem": row.problem,
            "cause": row.cause,
            "action": row.action,
            "outcome": row.outcome,
            "outcome_at": row.outcome_at,
            **_words(row),
        }
        for row in rows
    ]


def _words(row: Intervention) -> dict[str, str]:
    try:
        return {**row.content, "answer": row.answer}
    except Erased:
        return {}
