"""Reports of adverse events: what was told, how it was judged, that it was sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Instant, Text12, Text60
from theriac.domains.adverse_events.commands.period import MOST_DAYS
from theriac.domains.adverse_events.rules.codes import (
    ActionTaken,
    AgeUnit,
    Causality,
    Dechallenge,
    MedicineRole,
    PatientSex,
    Pregnancy,
    Profession,
    ReactionOutcome,
    Rechallenge,
    Serious,
)
from theriac.domains.adverse_events.rules.facts import AdverseEventTold
from theriac.domains.adverse_events.rules.naranjo import NaranjoAnswer, NaranjoBand
from theriac.surfaces.api.schemas.patients.prescriptions import PrescriptionWhy
from theriac.surfaces.api.schemas.types import Answer, Body, Here, Page, WantedHere

ReportState = Literal["draft", "sent", "withdrawn"]


class AdverseEventNew(Body):
    """What is told of a reaction, of a patient or of somebody known by initials alone."""

    patient_id: Id | None = None
    report: AdverseEventTold


class AdverseEventChange(Body):
    """What is told instead, all of it."""

    report: AdverseEventTold


class NaranjoAnswers(Body):
    """The ten questions of the Naranjo scale, each answered."""

    reported: NaranjoAnswer
    after: NaranjoAnswer
    improved: NaranjoAnswer
    recurred: NaranjoAnswer
    alternative: NaranjoAnswer
    placebo: NaranjoAnswer
    level: NaranjoAnswer
    dose: NaranjoAnswer
    earlier: NaranjoAnswer
    objective: NaranjoAnswer


class AdverseEventAssessment(Body):
    """The answers of the Naranjo scale, and a category of WHO-UMC if one is stated."""

    answers: NaranjoAnswers
    category: Causality | None = None


class AdverseEventReference(Body):
    """The authority's own number."""

    reference: Text60


class AdverseEventWithdrawal(Body):
    """Why it is withdrawn: `mistake`, `duplicate`, `not_reaction`, `patient`."""

    reason_code: Text12


class ReportingPeriodWanted(Body):
    """Calendar days for serious reactions; null for no period of the branch's own."""

    serious_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None


class AdverseEventListed(Answer):
    """A report without patient and texts; `due_on` of a serious one, where there is a period."""

    id: UUID
    branch_id: UUID
    code: str
    first_id: UUID | None
    follow_up: int
    state: ReportState
    seriousness: list[Serious]
    learned_on: date
    due_on: date | None
    at: datetime
    by: UUID
    sent_on: date | None
    sent_by: UUID | None
    authority: str
    way: str
    reference: str
    withdrawn_at: datetime | None
    withdrawn_by: UUID | None
    withdrawn_why: str
    version: int


class ReportedMedicineTold(Answer):
    """A medicine of a report, suspected or taken besides."""

    role: MedicineRole
    name: str
    product_id: UUID | None
    batch_id: UUID | None
    batch_number: str
    expires_on: date | None
    dose: str
    route: str
    from_on: date | None
    until_on: date | None
    indication: str
    action: ActionTaken | None
    dechallenge: Dechallenge | None
    rechallenge: Rechallenge | None


class AdverseEventContent(Answer):
    """What was told of a reaction."""

    initials: str
    age: int | None
    age_unit: AgeUnit
    sex: PatientSex
    weight: str
    pregnancy: Pregnancy | None
    reaction: str
    onset_on: date
    ended_on: date | None
    outcome: ReactionOutcome
    seriousness: list[Serious]
    treatment: str
    history: str
    allergies: str
    tests: str
    learned_on: date
    profession: Profession
    medicines: list[ReportedMedicineTold]


class AdverseEventOpened(AdverseEventListed):
    """A report with all its fields; each reading is logged.

    `answers`, `score` and `band` are those of the Naranjo scale, null until it is answered.
    """

    patient_id: UUID | None
    report: AdverseEventContent
    answers: NaranjoAnswers | None
    category: Causality | None
    score: int | None
    band: NaranjoBand | None
    versions: list[UUID]


class AdverseEventPrefilled(Answer):
    """What the books say for a report: the medicines with the very batches that were got."""

    patient_id: UUID
    initials: str
    age: int | None
    age_unit: AgeUnit
    sex: PatientSex
    allergies: list[str]
    conditions: list[str]
    medicines: list[ReportedMedicineTold]
    has_more: bool


class ReportingPeriodTold(Answer):
    """The form of the country, with the law's days where it sets any, and the branch's own."""

    form: str
    authority: str
    law_days: int | None
    serious_days: int | None


class AdverseEventPage(Page[AdverseEventListed]):
    """A page of a branch's reports, the newest first."""


class AdverseEventsWanted(WantedHere):
    """Filters of reports; a medicine counts whether it is suspected or taken besides."""

    state: ReportState | None = None
    seriousness: Literal["serious", "other"] | None = None
    product_id: Id | None = None
    batch_id: Id | None = None
    since: Instant | None = None
    until: Instant | None = None


class AdverseEventWhy(PrescriptionWhy):
    """The branch, and why the report is read."""


class PrefillWanted(Here):
    """When the reaction began, today without it; what is suspected."""

    onset_on: Day | None = None
    batch_id: Id | None = None
    prescription_id: Id | None = None
