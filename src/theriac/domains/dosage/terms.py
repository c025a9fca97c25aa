"""What a direction says, in FHIR R4's terms (Dosage, Timing.repeat)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class DoseUnit(StrEnum):
    """In what a dose is counted. ``MG`` and ``MICROGRAM`` need the strength to be counted out."""

    TABLET = "tablet"
    CAPSULE = "capsule"
    ML = "ml"
    DROP = "drop"
    PUFF = "puff"
    SPRAY = "spray"
    SACHET = "sachet"
    POWDER = "powder"
    SUPPOSITORY = "suppository"
    OVULE = "ovule"
    PATCH = "patch"
    LOZENGE = "lozenge"
    AMPOULE = "ampoule"
    UNIT = "unit"
    MG = "mg"
    MICROGRAM = "microgram"
    APPLICATION = "application"


class TimeUnit(StrEnum):
    """UCUM's codes, as FHIR takes them."""

    HOUR = "h"
    DAY = "d"
    WEEK = "wk"
    MONTH = "mo"


class DayMoment(StrEnum):
    """When in a day; FHIR's EventTiming has MORN, NOON, EVE, NIGHT and HS for them."""

    MORNING = "MORN"
    NOON = "NOON"
    EVENING = "EVE"
    NIGHT = "NIGHT"
    BEDTIME = "HS"


class Meal(StrEnum):
    """How it stands to a meal: before, with, after; on an empty stomach."""

    BEFORE = "AC"
    WITH = "C"
    AFTER = "PC"
    EMPTY = "EMPTY"


class Route(StrEnum):
    """By which way it gets in."""

    ORAL = "oral"
    SUBLINGUAL = "sublingual"
    CUTANEOUS = "cutaneous"
    EYE = "eye"
    RIGHT_EYE = "right-eye"
    LEFT_EYE = "left-eye"
    BOTH_EYES = "both-eyes"
    EAR = "ear"
    RIGHT_EAR = "right-ear"
    LEFT_EAR = "left-ear"
    BOTH_EARS = "both-ears"
    NASAL = "nasal"
    INHALED = "inhaled"
    RECTAL = "rectal"
    VAGINAL = "vaginal"
    INJECTED = "injected"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True, order=True)
class Portion:
    """What is taken at one moment of the day."""

    moment: DayMoment
    amount: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Dosage:
    """One direction. ``dose`` counts ``unit``; with ``dose_high`` it is a range from one to other.

    ``frequency`` takings in each ``period`` of ``period_unit``; ``period_high`` makes the period a
    range (every 4 to 6 hours). ``portions`` name the moments of a day with the amount of each, and
    then ``dose`` and ``frequency`` say nothing. ``most_a_day`` counts ``unit``,
    ``most_times_a_day`` takings. ``duration`` counts ``duration_unit``; 0 is not said.
    """

    dose: Fraction | None = None
    dose_high: Fraction | None = None
    unit: DoseUnit | None = None
    frequency: int = 0
    period: int = 1
    period_high: int | None = None
    period_unit: TimeUnit = TimeUnit.DAY
    portions: tuple[Portion, ...] = ()
    meal: Meal | None = None
    route: Route | None = None
    as_needed: bool = False
    once: bool = False
    most_a_day: Fraction | None = None
    most_times_a_day: int | None = None
    duration: int = 0
    duration_unit: TimeUnit = TimeUnit.DAY

    @property
    def way(self) -> Route | None:
        """The route, else the one that the unit leaves no doubt about."""
        return self.route or (WAY_OF_UNIT.get(self.unit) if self.unit else None)

    @property
    def days(self) -> int:
        """The duration in days, a month counted as 30; 0 is not said."""
        return self.duration * DAYS[self.duration_unit]

    @property
    def is_timed(self) -> bool:
        """Whether it says how often."""
        return bool(self.portions or self.frequency or self.once)


DAYS = {TimeUnit.DAY: 1, TimeUnit.WEEK: 7, TimeUnit.MONTH: 30, TimeUnit.HOUR: 0}
"""Days in a unit of a duration. A month is a supply of 30 days, as prescriptions count it."""
HOURS = {TimeUnit.HOUR: 1, TimeUnit.DAY: 24, TimeUnit.WEEK: 168, TimeUnit.MONTH: 720}
WAY_OF_UNIT = {
    DoseUnit.TABLET: Route.ORAL,
    DoseUnit.CAPSULE: Route.ORAL,
    DoseUnit.SACHET: Route.ORAL,
    DoseUnit.POWDER: Route.ORAL,
    DoseUnit.LOZENGE: Route.ORAL,
    DoseUnit.PUFF: Route.INHALED,
    DoseUnit.SUPPOSITORY: Route.RECTAL,
    DoseUnit.OVULE: Route.VAGINAL,
    DoseUnit.PATCH: Route.CUTANEOUS,
    DoseUnit.APPLICATION: Route.CUTANEOUS,
    DoseUnit.AMPOULE: Route.INJECTED,
}
"""Of a unit that is taken in one way unless another is said. Millilitres, drops, sprays
and mg say none: the medicine's form does."""
MOST_DOSE = 10_000
MOST_TIMES = 24
MOST_DURATION = 366
"""What is beyond is a slip of the pen: it is left unread."""
