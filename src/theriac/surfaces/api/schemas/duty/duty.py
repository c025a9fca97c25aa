"""Duty of responsible pharmacists: who is on duty, the turns that were, and the roster."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from theriac.core.facts.types import Day, Flag, Id, Reason, Text12
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

WallTime = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
    Field(description="By the branch's own clock, `HH:MM`."),
]


class ShiftNew(Body):
    """A shift of a person; one that ends before it begins ends the next day."""

    person_id: Id
    on: Day
    begins: WallTime
    ends: WallTime


class WeekCopied(Body):
    """A day of the week that is planned like the week before it."""

    week: Day


class SignOn(Body):
    """Who comes on duty. A key or another person's token proves them by their PIN."""

    person_id: Id
    pin: Text12 = ""


class TurnEnded(Body):
    """Why somebody is signed off by another."""

    reason: Reason


class DutyRuleSet(Body):
    """Whether the branch wants a pharmacist on duty although no law does."""

    asked: Flag


class Shift(Answer):
    """A planned shift, from one instant to another."""

    id: UUID
    branch_id: UUID
    person_id: UUID
    begins_at: datetime
    ends_at: datetime
    version: int


class ShiftPage(Page[Shift]):
    """A page of the roster, what begins first on top."""


class ShiftsWanted(WantedHere):
    """Filters of the roster."""

    person_id: Id | None = None


class Turn(Answer):
    """Somebody's turn of duty. It lasts to `ended_at`, else to `until` at the latest."""

    id: UUID
    branch_id: UUID
    person_id: UUID
    started_at: datetime
    until: datetime
    ended_at: datetime | None
    ended_reason: str
    licence_kind: str
    licence_until: date | None


class TurnPage(Page[Turn]):
    """A page of turns, the newest first."""


class TurnsWanted(WantedHere):
    """Filters of turns."""

    person_id: Id | None = None


class DutyNow(Answer):
    """Whether some goods leave only while a pharmacist is on duty, and who is.

    `asked_by_law`: the country's law says so. `asked`: the branch says so besides.
    """

    branch_id: UUID
    asked_by_law: bool
    asked: bool
    people: list[UUID]


class DutyWeek(Answer):
    """The shifts that begin in a week, in order."""

    shifts: list[Shift]
