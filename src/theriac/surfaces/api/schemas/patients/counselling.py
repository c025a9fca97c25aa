"""Counselling: what a patient was told, or that they refused."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from theriac.core.facts.types import Id
from theriac.domains.counselling.codes import Listener, Topic, WhyRefused, WhyWithdrawn
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.surfaces.api.schemas.patients.prescriptions import PrescriptionWhy
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

CounsellingState = Literal["counselled", "refused", "withdrawn"]


class CounsellingNew(Body):
    """What a patient was told without a prescription at hand, or refused."""

    patient_id: Id
    counselling: CounsellingGiven


class CounsellingEnded(Body):
    """Why it counts no more."""

    reason_code: WhyWithdrawn


class CounsellingListed(Answer):
    """A counselling without the patient and the remark; `by` is who counselled.

    `round` is which dispensing of the prescription it was for, where it was for one.
    """

    id: UUID
    branch_id: UUID
    code: str
    state: CounsellingState
    at: datetime
    by: UUID
    prescription_id: UUID | None
    round: int | None
    to_whom: Listener
    topics: list[Topic]
    refused_why: WhyRefused | None
    is_leaflet_given: bool
    is_understood: bool
    withdrawn_at: datetime | None
    withdrawn_why: WhyWithdrawn | None
    version: int


class CounsellingOpened(CounsellingListed):
    """A counselling with whose it is and the remark; each reading is logged."""

    patient_id: UUID
    note: str


class CounsellingPage(Page[CounsellingListed]):
    """A page of a branch's counselling, the newest first."""


class CounsellingWanted(WantedHere):
    """Filters of counselling."""

    state: CounsellingState | None = None
    by: Id | None = None
    prescription_id: Id | None = None


class CounsellingWhy(PrescriptionWhy):
    """The branch, and why the counselling is read."""


class CodeCount(Answer):
    """How often a code was recorded."""

    code: str
    count: int


class PersonCounselled(Answer):
    """How many a person counselled, and how often it was refused."""

    person_id: UUID
    counselled: int
    refused: int


class CounsellingReport(Answer):
    """What was recorded in a period and wasn't withdrawn, the most first."""

    counselled: int
    refused: int
    leaflets: int
    understood: int
    topics: list[CodeCount]
    reasons: list[CodeCount]
    people: list[PersonCounselled]
