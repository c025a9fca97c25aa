"""Unmet requests (lost sales): what was asked for and not in stock."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Reason
from theriac.surfaces.api.schemas.types import Answer, Body, Here, Page, WantedHere

UnmetRequestState = Literal["open", "listed", "dismissed"]


class UnmetRequestsWanted(WantedHere):
    """Filters of the unmet requests."""

    state: UnmetRequestState | None = None
    product_id: Id | None = None
    since: Day | None = Field(default=None, description="The first day.")
    until: Day | None = Field(default=None, description="The last day.")


class UnmetRequestDismissed(Body):
    """Why it counts for nothing."""

    reason: Reason


class UnmetRequest(Answer):
    """A request: base units of a product, or in words what the catalogue doesn't have.

    `asked_on` is the branch's date. `listed` became an entry of the want list, `want_id`; a
    `dismissed` one counts for no demand.
    """

    id: UUID
    branch_id: UUID
    terminal_id: UUID | None
    product_id: UUID | None
    product: str
    text: str
    quantity: int
    note: str
    person_id: UUID
    asked_at: datetime
    asked_on: date
    recorded_at: datetime
    state: UnmetRequestState
    want_id: UUID | None
    settled_by: UUID | None
    settled_at: datetime | None
    reason: str
    version: int


class UnmetRequestPage(Page[UnmetRequest]):
    """A page of requests, the latest first."""


class AskedProductsWanted(Here):
    """Which branch, and from which day to which; without them, the 30 days up to today."""

    since: Day | None = Field(default=None, description="The first day.")
    until: Day | None = Field(default=None, description="The last day.")


class AskedProduct(Answer):
    """How often a thing was asked for and not in stock, for how many units in all.

    `open` of the requests are neither on the want list nor dismissed; dismissed ones don't count.
    """

    product_id: UUID | None
    product: str
    text: str
    times: int
    units: int
    open: int
    last_on: date


class AskedProducts(Answer):
    """What was asked for in a period, the most often first: 1,000 at most."""

    since: date
    until: date
    items: list[AskedProduct]
