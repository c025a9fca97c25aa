"""Letters of a recall and what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.recalls.models import Recall, RecallLetter


@dataclass(frozen=True, slots=True)
class LetterState:
    """What is known last of a letter: prepared, told, or not reached; since when, by whom."""

    patient_id: UUID
    outcome: str
    at: datetime
    person_id: UUID


@query(permission=VIEW_PATIENTS)
def letters_of(*, actor: Actor, recall_id: UUID) -> list[LetterState] | None:
    """One a patient, in the order in which they were prepared; None without such a recall."""
    if not Recall.objects.filter(id=recall_id).exists():
        return None
    found: dict[UUID, LetterState] = {}
    rows = RecallLetter.objects.filter(recall_id=recall_id).order_by("recorded_at", "id")
    for row in rows:
        found[row.patient_id] = LetterState(
            row.patient_id, row.outcome, row.recorded_at, row.person_id
        )
    return list(found.values())
