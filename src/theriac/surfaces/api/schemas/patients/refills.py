"""Refill plans, the answer yes, and chronic programmes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, Strict

from theriac.core.facts.types import Day, Days, Id, Text60, Units
from theriac.domains.refills.commands.tell import Answer as ToldAnswer
from theriac.domains.refills.rules.codes import EndedWhy, LeftWhy, ProgrammeKind, Told
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, WantedHere

PlanState = Literal["active", "paused", "ended"]
ReminderState = Literal[
    "due", "told", "later", "unreachable", "declined", "ready", "short", "waiting", "closed"
]


class RefillPlanChanged(Body):
    """So many base units last so many days, from now on and for what was given too."""

    quantity: Units
    days: Days


class RefillPlanPaused(Body):
    """Why nobody is reminded for now."""

    why: Literal["in_hospital", "prescriber", "patient"]


class RefillPlanEnded(Body):
    """Why nobody is reminded any more."""

    why: EndedWhy


class RefillFillNoted(Body):
    """What the patient got for a plan without a prescription."""

    filled_on: Day
    quantity: Units


class RefillTold(Body):
    """How the patient was told and what they said; `again_on` where they want it later."""

    channel: Told
    answer: ToldAnswer = "told"
    again_on: Day | None = None


class RefillReminderTold(Answer):
    """The reminder that stands: whom to tell, what was said, the basket of a yes."""

    state: ReminderState
    due_on: date
    prepared_at: datetime
    told_at: datetime | None
    channel: str
    again_on: date | None
    answered_at: datetime | None
    reservation_id: UUID | None
    wait_id: UUID | None
    alerts: int
    stops: int


class RefillPlanTold(Answer):
    """A plan: `quantity` base units last `days`; `next_due_on` is the first day without any.

    `covered_days` of `measured_days` had medicine, over the last 180 days or since the first
    refill. `no_refill` says why none can be prepared: `needs_new`, `paused`, `queried`, else null.
    """

    id: UUID
    branch_id: UUID
    patient_id: UUID
    product_id: UUID
    product: str
    prescription_id: UUID | None
    prescription_line_id: UUID | None
    quantity: int
    days: int | None
    state: PlanState
    why: str
    last_filled_on: date | None
    next_due_on: date | None
    days_late: int
    covered_days: int | None
    measured_days: int | None
    no_refill: str | None
    reminder: RefillReminderTold | None
    started_at: datetime
    ended_at: datetime | None
    version: int


class RefillPlanPage(Page[RefillPlanTold]):
    """A page of refill plans, the oldest first."""


class RefillPlansWanted(WantedHere):
    """Filters of refill plans. `due` and `late`: by the branch's own days."""

    state: PlanState | None = None
    product_id: Id | None = None
    patient_id: Id | None = None
    due: FlagInAddress | None = None
    late: FlagInAddress | None = None


class RefillBasketTold(Answer):
    """What a yes led to: `ready` with the reservation, `short` of goods, `waiting` for them.

    `alerts` and `stops` are what the safety checks found at the yes; a stop wants a pharmacist's
    answer at the review or the sale. `prescription_id` is under review for the repeat.
    """

    plan_id: UUID
    state: Literal["ready", "short", "waiting"]
    quantity: int
    missing: int
    reservation_id: UUID | None
    prescription_id: UUID | None
    alerts: int
    stops: int


class RefillRulesTold(Answer):
    """A branch's days before a supply runs out, days until a refill is late, hours of a hold."""

    branch_id: UUID
    remind_days: int
    late_days: int
    hold_hours: int


class RefillRulesSet(Body):
    """From now on; what stands stays."""

    remind_days: Annotated[int, Strict(), Field(ge=0, le=60)]
    late_days: Annotated[int, Strict(), Field(ge=1, le=180)]
    hold_hours: Annotated[int, Strict(), Field(ge=1, le=336)]


class ProgrammeNew(Body):
    """A known programme, or `own` with a name."""

    kind: ProgrammeKind
    name: Text60 = ""


class ProgrammeTold(Answer):
    """A programme with how many are in it at the branch."""

    id: UUID
    kind: ProgrammeKind
    name: str
    members: int


class ProgrammesTold(Answer):
    """The pharmacy's programmes."""

    items: list[ProgrammeTold]


class MemberNew(Body):
    """Who joins a programme, and since when; today unless it says so."""

    patient_id: Id
    joined_on: Day | None = None


class MemberLeft(Body):
    """Why somebody is in a programme no more."""

    why: LeftWhy


class MemberTold(Answer):
    """Somebody in a programme; `due` are the refill plans that are due."""

    id: UUID
    programme_id: UUID
    branch_id: UUID
    patient_id: UUID
    joined_on: date
    left_at: datetime | None
    left_why: str
    due: list[UUID]
    version: int


class MemberPage(Page[MemberTold]):
    """A page of who is in a programme."""


class MembersWanted(WantedHere):
    """Filters of a programme's patients."""

    due: FlagInAddress | None = None
