"""Clinical interventions: what was found, done, and came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from theriac.core.facts.types import Id, Text250
from theriac.domains.interventions.codes import Action, Cause, Outcome, ProblemFound
from theriac.domains.interventions.facts import InterventionFound
from theriac.surfaces.api.schemas.patients.prescriptions import PrescriptionWhy
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere


class InterventionNew(Body):
    """What was found and done, for a patient where one is known."""

    patient_id: Id | None = None
    intervention: InterventionFound


class PrescriptionIntervention(Body):
    """What was found on a prescription, or on a line of it.

    Without a prescriber, the one of the prescription was called.
    """

    line_id: Id | None = None
    intervention: InterventionFound


class InterventionOutcome(Body):
    """What came of it; `answer` are the words of who was asked."""

    outcome: Outcome
    answer: Text250 = ""


class InterventionListed(Answer):
    """An intervention without patient and texts; no `outcome` while it isn't known."""

    id: UUID
    branch_id: UUID
    code: str
    problem: ProblemFound
    cause: Cause
    action: Action
    outcome: Outcome | None
    at: datetime
    by: UUID
    outcome_at: datetime | None
    outcome_by: UUID | None
    prescription_id: UUID | None
    line_id: UUID | None
    prescriber_id: UUID | None
    version: int


class InterventionOpened(InterventionListed):
    """An intervention with whose it is and its texts; each reading is logged."""

    patient_id: UUID | None
    prescriber_name: str
    medicine: str
    note: str
    proposal: str
    answer: str


class InterventionPage(Page[InterventionListed]):
    """A page of a branch's interventions, the newest first."""


class InterventionsWanted(WantedHere):
    """Filters of interventions; `open` are those that want an outcome."""

    problem: ProblemFound | None = None
    cause: Cause | None = None
    action: Action | None = None
    outcome: Outcome | Literal["open"] | None = None
    prescriber_id: Id | None = None
    prescription_id: Id | None = None


class InterventionWhy(PrescriptionWhy):
    """The branch, and why the intervention is read."""


class InterventionCounted(Answer):
    """How often a problem had a cause, an action and an outcome."""

    problem: ProblemFound
    cause: Cause
    action: Action
    outcome: Outcome | None
    count: int


class InterventionReport(Answer):
    """The counts of a branch in a period, the most first."""

    items: list[InterventionCounted]
