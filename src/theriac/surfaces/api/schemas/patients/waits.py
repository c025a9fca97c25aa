"""The waitlist: who waits for what, and what is held for them until when."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, Strict

from theriac.core.facts.types import Id, Instant, Reason, Text60, Units
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

Priority = Literal["urgent", "normal"]
WaitState = Literal["waiting", "offered", "served", "expired", "passed", "left"]


class WaitNew(Body):
    """Base units of a product that someone waits for.

    Someone is a patient or has a ticket: letters and at most six digits, no name and no telephone
    number.
    """

    product_id: Id
    quantity: Units
    priority: Priority = "normal"
    patient_id: Id | None = None
    ticket: Text60 | None = None


class WaitChanged(Body):
    """How urgent it is and how much is waited for from now on, and why."""

    priority: Priority
    quantity: Units
    reason: Reason


class WaitEnded(Body):
    """Why someone waits no more, or doesn't take what is held."""

    reason: Reason


class HoldExtended(Body):
    """Until when the goods are held now, within 90 days."""

    hold_until: Instant


class HoldTimeSet(Body):
    """For how many hours the branch holds goods from now on, at most fourteen days."""

    hours: Annotated[int, Strict(), Field(ge=1, le=336)]


class HoldTimeTold(Answer):
    """For how many hours the branch holds goods for who is first in line."""

    branch_id: UUID
    hours: int


class Wait(Answer):
    """A place in the line for a product at a branch, by priority and then by `since`.

    `offered`: the goods are reserved until `hold_until`; a sale names `reservation_id`. It ends
    `served`, `expired`, `passed` on to the next, or `left`. `code` is what the reservation is
    called: the ticket, or six signs for a patient.
    """

    id: UUID
    branch_id: UUID
    product_id: UUID
    product: str
    patient_id: UUID | None
    code: str = Field(description="What tells whose the goods are; names nobody.")
    priority: Priority
    quantity: int
    state: WaitState
    since: datetime
    reservation_id: UUID | None
    hold_until: datetime | None
    told_at: datetime | None
    ended_at: datetime | None
    ended_reason: str
    version: int


class WaitPage(Page[Wait]):
    """A page of the waitlist, who waits longest first."""


class WaitsWanted(WantedHere):
    """Filters of the waitlist."""

    state: WaitState | None = None
    product_id: Id | None = None
    patient_id: Id | None = None
