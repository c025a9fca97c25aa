"""The cold chain: sensors, readings, excursions. Temperatures are tenths of a degree Celsius."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.surfaces.api.schemas.types import (
    Answer,
    Body,
    FlagInAddress,
    Id,
    Instant,
    Page,
    Reason,
    Text20,
    Text40,
    Text60,
    Text250,
    WantedHere,
)

Tenths = Annotated[
    int, Field(ge=-100_000, le=100_000, description="Tenths of a degree Celsius: 54 is 5.4 °C.")
]
Minutes = Annotated[int, Field(ge=1, le=10_080)]
Decision = Literal["release", "quarantine", "destroy"]


class SensorWritten(Body):
    """A sensor, whole. Without `place_id` it hangs at the branch's shelf, at `shelf` there."""

    code: Text40
    name: Text60
    place_id: Id | None = None
    shelf: Text20 = ""
    storage: Text60 = "fridge"
    low: Tenths = 20
    high: Tenths = 80
    minutes: Minutes = 30
    silent_minutes: Minutes = 120
    is_active: bool = True


class Sensor(Answer):
    """A sensor with its limits; outside them for `minutes` is an excursion."""

    id: UUID
    branch_id: UUID
    place_id: UUID
    code: str
    name: str
    shelf: str
    storage: str
    low: int
    high: int
    minutes: int
    silent_minutes: int
    is_active: bool
    version: int


class SensorPage(Page[Sensor]):
    """A page of sensors."""


class ReadingSent(Body):
    """What the sensor with this code said at an instant."""

    code: Text40
    taken_at: Instant
    tenths: Tenths


class ReadingsSent(Body):
    """Readings in any order, also late. With `only_whole` one that is refused keeps none."""

    readings: list[ReadingSent] = Field(min_length=1, max_length=1000)
    only_whole: bool = False


class ReadingRefused(Answer):
    """One that isn't kept, by its place among those sent, from 0."""

    position: int
    field: str
    reason: str


class ReadingsRecorded(Answer):
    """How many were new, how many known already, and what was refused."""

    recorded: int
    known: int
    refused: list[ReadingRefused]


class Reading(Answer):
    """What a sensor said; `is_out` by the limits in force when it was recorded."""

    taken_at: datetime
    tenths: int
    is_out: bool


class ReadingPage(Page[Reading]):
    """A page of readings, the newest first."""


class HeldBatch(Answer):
    """A batch that an excursion holds; `decision` is empty until somebody decided."""

    batch_id: UUID
    number: str
    quantity: int
    was_held: bool
    decision: Literal["", "release", "quarantine", "destroy"]
    reason: str
    decided_by: UUID | None
    decided_at: datetime | None


class Excursion(Answer):
    """Outside the limits too long. `is_borne_out` is false where late readings say otherwise."""

    id: UUID
    sensor_id: UUID
    sensor: str
    began_at: datetime
    last_at: datetime
    ended_at: datetime | None
    lowest: int
    highest: int
    low: int
    high: int
    minutes: int
    is_borne_out: bool
    raised_at: datetime
    closed_at: datetime | None
    closed_by: UUID | None
    note: str
    batches: list[HeldBatch]


class ExcursionPage(Page[Excursion]):
    """A page of excursions, the newest first."""


class ExcursionsWanted(WantedHere):
    """Filters of the excursions."""

    is_open: FlagInAddress | None = Field(default=None, description="Whether it isn't assessed.")
    sensor_id: Id | None = None


class BatchDecided(Body):
    """What is done with a batch, and why."""

    batch_id: Id
    decision: Decision
    reason: Reason


class ExcursionAssessed(Body):
    """Decisions on any of the batches, and what was found."""

    decisions: list[BatchDecided] = Field(default=[], max_length=500)
    note: Text250 = ""
