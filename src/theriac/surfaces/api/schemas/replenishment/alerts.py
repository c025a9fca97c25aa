"""Alerts, and what is to be ordered again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Text120
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, WantedHere

AlertKind = Literal["low", "expiry", "cold", "silent"]


class Alert(Answer):
    """A condition from when it began until it cleared; `cleared_at` is null while it lasts."""

    id: UUID
    kind: AlertKind
    branch_id: UUID
    product_id: UUID | None
    product: str
    batch_id: UUID | None
    batch_number: str
    expires_on: date | None
    sensor_id: UUID | None
    excursion_id: UUID | None
    raised_at: datetime
    cleared_at: datetime | None
    owner_id: UUID | None
    owner: str
    acknowledged_by: UUID | None
    acknowledged_at: datetime | None
    note: str


class AlertPage(Page[Alert]):
    """A page of alerts, the newest first."""


class AlertsWanted(WantedHere):
    """Filters of the alerts."""

    kind: AlertKind | None = None
    is_open: FlagInAddress | None = Field(default=None, description="Whether it still lasts.")
    acknowledged: FlagInAddress | None = None
    owner_id: Id | None = None
    product_id: Id | None = None


class AlertAcknowledged(Body):
    """What is done about it."""

    note: Text120 = ""


class AlertAssigned(Body):
    """Who sees to it; null: nobody in particular."""

    owner_id: Id | None


class ReorderReason(Answer):
    """Why, in base units: `sold` is the sale of the 90 whole days before today.

    On `days_out` of them there was nothing to sell; they don't count for the rate.

    `days_of_cover` is what may be sold over that rate, rounded down; null where none sells.
    """

    on_hand: int
    available: int
    minimum: int
    lacking: int
    sold: int
    days_of_cover: int | None
    days_out: int


class ReorderAlert(Answer):
    """An open alert of low stock with its reason."""

    id: UUID
    product_id: UUID
    product: str
    base_unit: str
    raised_at: datetime
    owner_id: UUID | None
    acknowledged_at: datetime | None
    note: str
    reason: ReorderReason


class ReorderAlertPage(Answer):
    """A page of them, the oldest first."""

    today: date
    items: list[ReorderAlert]
    next: str | None
    previous: str | None
