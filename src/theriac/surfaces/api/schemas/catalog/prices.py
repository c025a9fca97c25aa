"""Dated prices of packs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Instant
from theriac.surfaces.api.schemas.types import Answer, Body, Confirmed, Money, Page, Wanted


class Price(Answer):
    """A pack's price from an instant on, everywhere or at one branch."""

    id: UUID
    pack_id: UUID
    branch_id: UUID | None
    price: Money
    valid_from: datetime
    recorded_at: datetime


class PricePage(Page[Price]):
    """A page of dated prices, the latest first."""


class PriceNew(Body):
    """A price to set. Without `valid_from` it begins now; it never begins in the past."""

    pack_id: Id
    price: Money
    valid_from: Instant | None = None
    everywhere: bool = Field(default=False, description="At every branch, else at the branch.")
    confirmed: Confirmed = []


class PricesWanted(Wanted):
    """Filters of the list of prices."""

    pack_id: Id | None = None
