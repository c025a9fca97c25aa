"""Transfers between places and branches, and what to send where before it expires."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Count, Id, Reason, Text120, Units
from theriac.domains.transfers.commands.draft import PlaceName
from theriac.surfaces.api.schemas.types import Answer, Body, CostSeen, Page, WantedHere

TransferState = Literal[
    "draft", "approved", "dispatched", "partly_received", "received", "closed", "cancelled"
]
ExplanationName = Literal["lost", "returned", "found"]


class TransferCancelling(Body):
    """Why it isn't sent."""

    reason: Text120 = ""


class TransferLineCame(Body):
    """So much of a line came."""

    line_id: Id
    quantity: Count


class TransferReceiving(Body):
    """What was counted on arrival; lines that aren't named are still on the way."""

    lines: list[TransferLineCame] = Field(min_length=1, max_length=200)


class TransferExplaining(Body):
    """What became of goods that didn't come."""

    line_id: Id
    explanation: ExplanationName = Field(
        description="`found` takes back what was said to be lost: it is on the way again."
    )
    quantity: Units
    reason: Reason


class TransferLine(Answer):
    """A line: `sent` is `received`, `lost`, `returned` and `in_transit` at every instant."""

    id: UUID
    position: int
    batch_id: UUID
    product_id: UUID
    product: str
    batch_number: str
    expires_on: date | None
    quantity: int
    sent: int
    received: int
    lost: int
    returned: int
    in_transit: int
    value: CostSeen


class TransferListed(Answer):
    """A transfer as lists show it."""

    id: UUID
    number: str
    from_branch_id: UUID
    to_branch_id: UUID
    from_place: PlaceName
    to_place: PlaceName
    state: TransferState
    note: str
    created_at: datetime
    dispatched_at: datetime | None
    received_at: datetime | None
    closed_at: datetime | None
    batches: int
    in_transit: int
    version: int


class Transfer(TransferListed):
    """A transfer with its lines."""

    lines: list[TransferLine]


class TransferPage(Page[TransferListed]):
    """A page of transfers."""


class TransfersWanted(WantedHere):
    """Filters of the list of transfers."""

    state: TransferState | None = None
    from_branch_id: Id | None = None
    to_branch_id: Id | None = None


class TransferSuggestion(Answer):
    """Send so much of a batch there; `sells_here` and `sells_there` are base units in 30 days.

    `quantity` is whole packs of those that are sold.
    """

    batch_id: UUID
    product_id: UUID
    product: str
    batch_number: str
    expires_on: date
    days_left: int
    to_branch_id: UUID
    quantity: int
    unsold: int
    sells_here: int
    sells_there: int | None = Field(
        description="Null for whoever may send from here and not see that branch's stock."
    )
    saved: CostSeen


class TransferSuggestions(Answer):
    """All of a branch."""

    items: list[TransferSuggestion]
