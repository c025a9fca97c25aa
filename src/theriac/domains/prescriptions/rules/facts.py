"""What somebody tells of a prescription: records, in FHIR's terms of a dosage."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.core.facts.types import (
    Count,
    Day,
    Flag,
    Id,
    Text20,
    Text60,
    Text120,
    Text250,
    Units,
)

MOST_LINES = 40
MOST_REPEATS = 99
MOST_DOSE = 1_000_000
MOST_TIMES = 48
MOST_PERIOD = 366

PeriodUnit = Literal["h", "d", "wk", "mo"]
"""Hours, days, weeks, months, as FHIR writes them (UCUM)."""
PERIODS = ("h", "d", "wk", "mo")
ROUTES = (
    "oral",
    "sublingual",
    "topical",
    "eye",
    "ear",
    "nasal",
    "inhaled",
    "rectal",
    "vaginal",
    "injection",
)

Dose = Annotated[int, Strict(), Field(ge=1, le=MOST_DOSE)]
Times = Annotated[int, Strict(), Field(ge=1, le=MOST_TIMES)]
Period = Annotated[int, Strict(), Field(ge=1, le=MOST_PERIOD)]
Repeats = Annotated[int, Strict(), Field(ge=0, le=MOST_REPEATS)]


@record
class DirectionsWritten:
    """How a medicine is taken, as FHIR's Dosage says it; what the paper doesn't say is None.

    A dose is ``dose_numerator`` / ``dose_denominator`` base units, ``times`` in each ``period`` of
    ``period_unit``; ``duration_days`` long. ``sig`` are the directions as written, such as
    "3 dd 1 tab pc"; a label says what is read of them.
    """

    dose_numerator: Dose | None = None
    dose_denominator: Dose = 1
    times: Times | None = None
    period: Period = 1
    period_unit: PeriodUnit = "d"
    route: Text60 = ""
    duration_days: Period | None = None
    is_as_needed: Flag = False
    sig: Text120 = ""


@record
class LineWritten:
    """A medicine on the paper: as ``written``, and as matched by a product or a generic, if it is.

    ``quantity`` base units are authorised once and for each repeat (iter); ``given_elsewhere`` of
    them were dispensed by another pharmacy, as its copy says.
    """

    written: Text250
    quantity: Units
    product_id: Id | None = None
    generic_id: Id | None = None
    directions: DirectionsWritten
    repeats: Repeats = 0
    may_substitute: Flag = True
    note: Text250 = ""
    given_elsewhere: Count = 0


Lines = Annotated[list[LineWritten], Field(max_length=MOST_LINES)]


@record
class CopyWritten:
    """Another pharmacy's copy of a prescription: whose it is, its number and day if it has them."""

    pharmacy: Text120
    number: Text60 = ""
    copied_on: Day | None = None


@record
class PrescriptionWritten:
    """A prescription as it came in; ``number`` is the one on the paper, "" where it has none.

    ``ends_on`` is the last day that the prescriber wrote; the law's own last day may be earlier.
    ``copied_from`` where no original came but another pharmacy's copy (salinan resep).
    """

    patient_id: Id
    prescriber_id: Id
    written_on: Day
    ends_on: Day | None = None
    number: Text60 = ""
    note: Text120 = ""
    copied_from: CopyWritten | None = None
    lines: Lines


@record
class SubstituteWritten:
    """The product that is given instead of a line's own, and the coded reason."""

    product_id: Id
    reason_code: Text20
    note: Text120 = ""


def directions_kept(directions: DirectionsWritten) -> dict[str, Any]:
    """How it is taken, as a line keeps it."""
    return {
        "dose_numerator": directions.dose_numerator,
        "dose_denominator": directions.dose_denominator,
        "times": directions.times,
        "period": directions.period,
        "period_unit": directions.period_unit,
        "route": directions.route,
        "duration_days": directions.duration_days,
        "is_as_needed": directions.is_as_needed,
        "sig": directions.sig.strip(),
    }


def line_kept(line: LineWritten) -> dict[str, Any]:
    """What a line keeps under the patient's key."""
    return {
        "written": line.written.strip(),
        "note": line.note.strip(),
        "directions": directions_kept(line.directions),
    }
