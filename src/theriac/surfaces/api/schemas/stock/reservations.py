"""Reservations: what is kept, why, for whom and until when."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Instant, Reason, Text60, Units
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

Purpose = Literal["quota", "waitlist", "hand", "order", "care"]
State = Literal["active", "taken", "released", "lapsed", "gone"]


class ReservationNew(Body):
    """Whole base units of a product, kept until `expires_at`, within 90 days.

    `reference` tells people whose it is, such as an order's number; no patient is named in it.
    """

    product_id: Id
    quantity: Units
    expires_at: Instant
    reference: Text60
    purpose: Literal["waitlist", "hand", "order"] = "order"
    holder_id: Id | None = Field(default=None, description="The id of the order, where it has one.")


class ReservationExtended(Body):
    """Until when it is kept now."""

    expires_at: Instant


class ReservationReleased(Body):
    """Why it is kept no more."""

    reason: Reason


class Reservation(Answer):
    """A reservation: `taken` by its sale, `released`, `lapsed` by time, or `gone` with its goods.

    `quantity` is what it holds now, or held when it ended; `asked` what it began with; `withheld`
    is what it holds of goods that are held, recalled or expired, for which there are no others yet.
    """

    id: UUID
    branch_id: UUID
    product_id: UUID
    product: str
    purpose: Purpose
    state: State
    quantity: int
    asked: int
    withheld: int
    reference: str
    holder_id: UUID | None
    expires_at: datetime | None
    made_by: UUID
    made_at: datetime
    ended_at: datetime | None
    ended_reason: str
    version: int


class ReservationPage(Page[Reservation]):
    """A page of reservations, the newest first."""


class ReservationsWanted(WantedHere):
    """Filters of the list of reservations."""

    state: State | None = None
    purpose: Purpose | None = None
    product_id: Id | None = None
    holder_id: Id | None = None
