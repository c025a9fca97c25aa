"""Letters of a recall: to whom one was prepared, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from theriac.surfaces.api.schemas.types import Answer, Body


class RecallLetter(Answer):
    """What is known last of the letter to a patient, since when, by whom."""

    patient_id: UUID
    outcome: Literal["prepared", "told", "not_reached"]
    at: datetime
    person_id: UUID


class RecallLetters(Answer):
    """Every letter of a recall, in the order in which they were prepared."""

    letters: list[RecallLetter]


class RecallLetterOutcome(Body):
    """What came of it."""

    outcome: Literal["told", "not_reached"]
