"""The sets of safety checks in force, as a counter keeps them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.domains.clinical.commands.count import MOST_RULES
from theriac.domains.clinical.directions import MOST_MILLIUNITS, MOST_TIMES
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Kind


class SafetyLineOut(BaseModel):
    """A line of a set; what is left out is "", None or False."""

    kind: Kind
    first: str
    second: str = ""
    rule: str = ""
    tier: int
    said: dict[str, str] = {}
    to_do: dict[str, str] = {}
    source: str = ""
    amount: int | None = None
    by_weight: bool = False
    from_months: int | None = None
    to_months: int | None = None


class SafetySetOut(BaseModel):
    """A set with its lines that a device asks, and the checks that it serves."""

    name: str
    edition: str
    checks: list[CheckKind]
    lines: list[SafetyLineOut]


class RuleWeightOut(BaseModel):
    """A rule's tier at this pharmacy, in place of its set's own; ``set_name`` is "" without set."""

    check: CheckKind
    set_name: str = ""
    rule: str
    tier: int


class SafetyOut(BaseModel):
    """All sets in force; ``version`` is what the settings of the feed name."""

    version: str
    sets: list[SafetySetOut]
    weights: list[RuleWeightOut] = []


class LineDoseIn(BaseModel):
    """How a line is taken; 0 times where it doesn't say."""

    product_id: UUID
    times: int = Field(ge=0, le=MOST_TIMES)
    milliunits: int = Field(ge=0, le=MOST_MILLIUNITS)


class PatientCheckIn(BaseModel):
    """The products of a basket, whom it is for, and who asks.

    ``doses`` has a row for each line of a product of which a line says how it is taken.
    """

    token: str = Field(max_length=500)
    patient_id: UUID
    product_ids: list[UUID] = Field(min_length=1, max_length=100)
    doses: list[LineDoseIn] = Field(default=[], max_length=100)


class SetNameOut(BaseModel):
    """A set and edition that answered."""

    name: str
    edition: str


class FoundAlertOut(BaseModel):
    """What was found, in the form in which a device finds it; ``medicines`` are product ids.

    ``arithmetic`` is a sum of doses. ``acknowledge``: nothing is known to be wrong, but somebody
    must look.
    """

    check: CheckKind
    tier: int
    rule: str
    subjects: list[str]
    medicines: list[str]
    said: dict[str, str]
    to_do: dict[str, str]
    source: str
    of: SetNameOut | None
    arithmetic: str
    acknowledge: bool


class RanOut(BaseModel):
    """A check that ran, and the sets that it asked."""

    check: CheckKind
    sets: list[SetNameOut]


class NotRunOut(BaseModel):
    """What couldn't be checked, why, and of what; "" is all."""

    check: CheckKind
    why: CheckGap
    what: str


class AlertCountIn(BaseModel):
    """How often a rule's alerts were shown on a day, answered and heeded, in all so far."""

    on: date
    check: str
    set_name: str = ""
    rule: str
    tier: int
    shown: int
    answered: int
    heeded: int


class AlertCountsIn(BaseModel):
    """What the device counted of some days; it holds no basket and nobody's name."""

    counts: list[AlertCountIn] = Field(max_length=MOST_RULES)


class PatientCheckOut(BaseModel):
    """The answer of all checks, for the page's memory alone."""

    alerts: list[FoundAlertOut]
    ran: list[RanOut]
    not_run: list[NotRunOut]
