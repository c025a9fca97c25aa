"""Safety checks of medicines, and the sets of knowledge behind them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Day, Flag, Id, Text20, Text60, Text120
from theriac.surfaces.api.schemas.types import Answer, Body, Page, Wanted

SetState = Literal["draft", "in_force", "withdrawn"]
LineKind = Literal["pair", "member", "name", "cross", "dose", "age", "pregnancy", "condition"]
CheckName = Literal[
    "interactions", "allergies", "duplicates", "doses", "age", "pregnancy", "conditions"
]
GapName = Literal[
    "no_set",
    "no_patient",
    "no_substance",
    "no_atc",
    "no_dose",
    "no_strength",
    "no_weight",
    "no_age",
    "no_pregnancy",
    "excipients",
    "unread_allergy",
    "unread_condition",
]
MOST_MEDICINES = 100


class SafetySet(Answer):
    """A set of knowledge: where it is from, under which licence, whether checks use it.

    `unread` rows of its files weren't understood.
    """

    id: UUID
    name: str
    edition: str
    source: str
    licence: str
    dated_on: date | None
    state: SetState
    in_force_from: date | None
    lines_count: int
    unread: int
    made_at: datetime
    version: int


class SafetyRulesWanted(BaseModel):
    """How far back, and of which branch; without one, of the whole pharmacy."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: Annotated[int, Field(ge=1, le=12)] = 3
    at_branch: Id | None = None


class SafetyRuleMet(Answer):
    """How a rule's alerts were met. `rule` is the check's name for one that tells of a patient.

    `shown` alerts were counted, of which `overridden` went out all the same and for `heeded` the
    medicine was left out or taken otherwise. `override_rate_bp` is basis points of those shown.
    """

    id: UUID
    check: CheckName
    set_name: str
    rule: str
    tier: int
    weighed: int | None
    shown: int
    overridden: int
    heeded: int
    override_rate_bp: int | None


class SafetyRuleReport(Answer):
    """The rules that were shown or overridden, the noisiest first."""

    items: list[SafetyRuleMet]


class SafetySetPage(Page[SafetySet]):
    """A page of sets, by name."""


class SafetySetsWanted(Wanted):
    """Which sets."""

    state: SetState | None = None


class SafetyLine(Answer):
    """A line of a set; `amount` is micrograms a day.

    Ages are months; with `by_weight` the amount is a day and kilogram.
    """

    id: UUID
    position: int
    kind: LineKind
    first: str
    second: str
    rule: str
    tier: int
    said: str
    to_do: str
    source: str
    amount: int | None
    by_weight: bool
    from_months: int | None
    to_months: int | None


class SafetyLinePage(Page[SafetyLine]):
    """A page of lines, in the set's order."""


class SafetyLinesWanted(Wanted):
    """Which lines."""

    kind: LineKind | None = None
    text: Text120 | None = Field(default=None, description="What a substance or rule begins with.")


Times = Annotated[int, Field(strict=True, ge=0, le=48)]
Milliunits = Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
Grams = Annotated[int, Field(strict=True, ge=200, le=700_000)]


class MedicineToCheck(Body):
    """A line of the basket, or a medicine that the patient takes (`is_active`).

    One of ours by `product_id`; another by its name, with substances as `paracetamol 500 mg`.
    `times` a day `milliunits` thousandths of a base unit are taken; 0 where nobody said.
    """

    key: Text60 = Field(description="Yours: alerts name it.", min_length=1)
    product_id: Id | None = None
    name: Text120 = ""
    substances: list[Text120] = Field(default=[], max_length=8)
    atc: Text20 = ""
    dose_form: Text60 = ""
    times: Times = 0
    milliunits: Milliunits = 0
    is_active: Flag = False


class PersonToCheck(Body):
    """What is known of the patient besides their record; what isn't told is not known."""

    birth_date: Day | None = None
    weight_grams: Grams | None = None
    is_pregnant: Flag | None = None
    is_breastfeeding: Flag | None = None
    allergies: list[Text120] = Field(default=[], max_length=50)
    conditions: list[Text20] = Field(default=[], max_length=50, description="ICD-10 codes.")


class SafetyCheckAsked(Body):
    """A basket with the active medicines; `patient_id` reads the record, which is recorded."""

    medicines: list[MedicineToCheck] = Field(min_length=1, max_length=MOST_MEDICINES)
    patient_id: Id | None = None
    person: PersonToCheck | None = None


class SetAsked(Answer):
    """A set and edition that answered."""

    name: str
    edition: str


class SafetyAlert(Answer):
    """What was found. `tier` 1 stops, 2 warns, 3 informs; `keys` are the medicines'.

    `acknowledge`: nothing is known to be wrong, but somebody must look. `arithmetic` is the sum of
    a dose. `is_of_the_basket` is false where only active medicines take part.
    """

    check: CheckName
    tier: int
    rule: str
    subjects: list[str]
    keys: list[str]
    said: str
    to_do: str
    source: str
    set: SetAsked | None
    arithmetic: str
    acknowledge: bool
    is_of_the_basket: bool


class CheckRan(Answer):
    """A check that ran, and the sets that it asked; duplicates need none."""

    check: CheckName
    sets: list[SetAsked]


class CheckNotRun(Answer):
    """What couldn't be checked: why, and of what; an empty `what` is all."""

    check: CheckName
    why: GapName
    words: str
    what: str


class SafetyCheck(Answer):
    """Alerts, the hardest first. None of them is no all-clear: read `not_run`."""

    alerts: list[SafetyAlert]
    ran: list[CheckRan]
    not_run: list[CheckNotRun]
