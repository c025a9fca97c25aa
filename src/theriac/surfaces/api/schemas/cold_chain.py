"""The cold chain: sensors, readings, excursions. Temperatures are tenths of a degree Celsius."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Text250
from theriac.domains.cold_chain.commands.assess import BatchDecided
from theriac.domains.cold_chain.commands.readings import ReadingSent
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, WantedHere

Decision = Literal["release", "quarantine", "destroy"]


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


class ExcursionAssessed(Body):
    """Decisions on any of the batches, and what was found."""

    decisions: list[BatchDecided] = Field(default=[], max_length=500)
    note: Text250 = ""
