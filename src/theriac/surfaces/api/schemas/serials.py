"""Single packs: what was refused, what happened to a serial number, a pack that came back."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from theriac.core.facts.types import Id, Reason, Text20
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

Why = Literal["sold", "system"]
Happened = Literal["came", "taken_back", "sold", "back", "refused"]


class SerialRefusal(Answer):
    """A pack that somebody wanted to sell although it may not be.

    `why`: it was `sold` before, or the national `system` refuses it. `sale_id` names the sale in
    which it left all the same, without network.
    """

    id: UUID
    gtin: str
    serial: str
    product_id: UUID | None
    product: str
    why: Why
    sold_id: UUID | None
    sale_id: UUID | None
    person_id: UUID | None
    recorded_at: datetime


class SerialRefusalPage(Page[SerialRefusal]):
    """A page of refusals, the newest first."""


class SerialRefusalsWanted(WantedHere):
    """Filters of the list of refusals."""

    why: Why | None = None
    product_id: Id | None = None


class SerialEvent(Answer):
    """One thing that happened to a pack at the branch; `is_open`: sold, and not come back."""

    kind: Happened
    at: datetime
    gtin: str
    number: str
    reason: str
    person_id: UUID | None
    sold_id: UUID | None
    is_open: bool


class SerialLife(Answer):
    """All that happened at the branch to packs with this serial number, the oldest first."""

    serial: str
    events: list[SerialEvent]


class SerialWanted(WantedHere):
    """Which serial number."""

    serial: Text20


class SerialGivenBack(Body):
    """Why a sold pack may be sold again."""

    reason: Reason
