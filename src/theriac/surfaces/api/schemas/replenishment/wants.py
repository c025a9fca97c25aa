"""The want list (defekta, short book)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Reason, Text120, Units
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, WantedHere

WantSource = Literal["low", "hand", "lost_sale", "owing", "need"]
WantState = Literal["open", "taken", "came", "enough", "removed"]


class WantChanged(Body):
    """Another quantity and note."""

    quantity: Units
    note: Text120 = ""


class WantRemoved(Body):
    """Why it is wanted no more."""

    reason: Reason


class Want(Answer):
    """An entry: `came` and `enough` left the list by themselves, `removed` by a person."""

    id: UUID
    branch_id: UUID
    product_id: UUID | None
    product: str
    text: str
    unit: str
    quantity: int
    note: str
    source: WantSource
    state: WantState
    added_by: UUID
    added_at: datetime
    taken_by: UUID | None
    taken_at: datetime | None
    ended_at: datetime | None
    ended_reason: str
    version: int


class WantPage(Page[Want]):
    """A page of entries, the newest first."""


class WantsWanted(WantedHere):
    """Filters of the want list."""

    state: WantState | None = None
    is_listed: FlagInAddress | None = Field(
        default=None, description="Whether it stands on the list: open or taken."
    )
    source: WantSource | None = None
    product_id: Id | None = None
