"""Prescriptions: as listed, as opened, and what is told of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Text24, Text250, Units
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.prescriptions.rules.facts import (
    LineWritten,
    PrescriptionWritten,
    SubstituteWritten,
)
from theriac.domains.sales.safety.sent import MOST_ANSWERS
from theriac.surfaces.api.schemas.clinical.answers import AlertAnswerNew
from theriac.surfaces.api.schemas.types import Answer, Body, Confirmed, Here, Page, WantedHere

PrescriptionState = Literal[
    "received",
    "reviewing",
    "queried",
    "approved",
    "preparing",
    "verified",
    "ready",
    "paused",
    "handed_over",
    "closed",
    "refused",
    "cancelled",
]
ReadReason = Literal["care", "dispensing", "check", "claim", "request"]


class PrescriptionNew(Body):
    """A prescription as it came in; what is unusual asks first."""

    prescription: PrescriptionWritten
    confirmed: Confirmed = []


class PrescriptionApproval(Body):
    """Answers to safety alerts; those of the tier 1 refuse the approval without one."""

    alert_answers: list[AlertAnswerNew] = Field(default=[], max_length=MOST_ANSWERS)


class PrescriptionReason(Body):
    """A coded reason; `other` wants a note, which is kept under the patient's key."""

    reason_code: Text24
    note: Text250 = ""


class PrescriptionQuery(PrescriptionReason):
    """What the prescriber is asked; the call may be recorded as a clinical intervention with it."""

    intervention: InterventionFound | None = None


class PrescriptionCounselling(Body):
    """What was told for the hand-over, or why that was refused."""

    counselling: CounsellingGiven


class PrescriptionHandOver(Body):
    """The counselling that goes with the hand-over; none where it was recorded before."""

    counselling: CounsellingGiven | None = None


class LineCorrected(Body):
    """A line as it is read now."""

    line: LineWritten


class LineSubstituted(Body):
    """The product that is given instead, and why."""

    instead: SubstituteWritten


class DispenseNew(Body):
    """Base units of a product that are dispensed of a line."""

    product_id: Id
    quantity: Units


class PrescriptionListed(Answer):
    """A prescription without what it says.

    It is for the bearer of the code, `R` and six signs; `state` is also told by FHIR's words for a
    MedicationRequest and a MedicationDispense ("" before there is one).
    """

    id: UUID
    branch_id: UUID
    code: str
    prescriber_id: UUID
    written_on: date
    valid_until: date | None
    state: PrescriptionState
    state_since: datetime
    request_status: str
    dispense_status: str
    round: int
    received_at: datetime
    approved_by: UUID | None
    prepared_by: UUID | None
    verified_by: UUID | None
    needs_second: bool
    version: int


class PrescriptionPage(Page[PrescriptionListed]):
    """A page of a branch's prescriptions, who came first at the top."""


class PrescriptionsWanted(WantedHere):
    """Filters of prescriptions."""

    state: PrescriptionState | None = None
    prescriber_id: Id | None = None


class PrescriptionWhy(Here):
    """The branch, and why the prescription is read."""

    why: ReadReason = Field(default="dispensing", description="It is logged with the patient.")


class DirectionsTold(Answer):
    """How a medicine is taken; a dose is `dose_numerator` / `dose_denominator` base units."""

    dose_numerator: int | None
    dose_denominator: int
    times: int | None
    period: int
    period_unit: str
    route: str
    duration_days: int | None
    is_as_needed: bool
    sig: str


class PrescriptionLineTold(Answer):
    """A line: as written, as matched, what is authorised and what was dispensed, in base units.

    `remaining_now` may be dispensed at once: the first time and each repeat are apart.
    `given_elsewhere` is what of `dispensed` another pharmacy gave, as its copy says.
    """

    id: UUID
    position: int
    written: str
    note: str
    directions: DirectionsTold
    product_id: UUID | None
    generic_id: UUID | None
    quantity: int
    repeats: int
    may_substitute: bool
    dispensed: int
    given_elsewhere: int
    remaining: int
    remaining_now: int


class PrescriptionStepTold(Answer):
    """A step: whither, when, by whom, why."""

    from_state: str
    to_state: str
    round: int
    at: datetime
    by: UUID
    reason_code: str
    note: str


class DispenseTold(Answer):
    """What was dispensed of a line; `reversed_at` says that it counts no more."""

    id: UUID
    line_id: UUID
    product_id: UUID
    quantity: int
    round: int
    sale_id: UUID | None
    dispensed_at: datetime
    dispensed_by: UUID
    reversed_at: datetime | None


class LineOutcomeTold(Answer):
    """Why a line wasn't dispensed, or what was given instead."""

    id: UUID
    line_id: UUID
    kind: Literal["not_dispensed", "substituted"]
    round: int
    reason_code: str
    product_id: UUID | None
    note: str
    at: datetime
    by: UUID


class CopyTold(Answer):
    """The copy that came instead of the original: whose, its number and day, if it has them."""

    pharmacy: str
    number: str
    copied_on: date | None


class PrescriptionOpened(PrescriptionListed):
    """A prescription with everything that it says; each reading is logged."""

    patient_id: UUID
    number: str
    prescriber: str
    note: str
    copied_from: CopyTold | None
    lines: list[PrescriptionLineTold]
    steps: list[PrescriptionStepTold]
    dispenses: list[DispenseTold]
    outcomes: list[LineOutcomeTold]


class PrescriptionReasonCount(Answer):
    """How often a coded reason was given."""

    kind: Literal["refused", "not_dispensed", "substituted"]
    reason_code: str
    count: int


class PrescriptionReasonCounts(Answer):
    """The counts of a branch in a period, the most first."""

    items: list[PrescriptionReasonCount]
