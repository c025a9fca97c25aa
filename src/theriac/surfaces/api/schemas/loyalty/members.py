"""The loyalty programme, its members and what happened to their points."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Reason, Text24, Text40
from theriac.domains.loyalty.commands.change import PointsByHand
from theriac.domains.loyalty.commands.enrol import LoyaltyHolder
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

MemberState = Literal["active", "blocked", "closed"]
PointsKind = Literal[
    "earned", "spent", "taken_back", "given_back", "expired", "restored", "adjusted"
]


class LoyaltyMembersWanted(WantedHere):
    """Which members."""

    state: MemberState | None = None
    number: Text24 | None = None
    phone: Text40 | None = None
    patient_id: Id | None = None


class LoyaltyEntriesWanted(WantedHere):
    """Which entries of a member."""

    kind: PointsKind | None = None


class LoyaltyMemberChanged(Body):
    """Who has the card."""

    holder: LoyaltyHolder


class LoyaltyReason(Body):
    """Why it is done."""

    reason: Reason


class PointsAdjusted(Body):
    """So many points more, or less (below zero), and why."""

    points: PointsByHand
    reason: Reason


class LoyaltyProgram(Answer):
    """The programme; amounts are minor units of the pharmacy's currency.

    `earn_points` for each whole `earn_amount` paid; a point pays `point_value`, 0 where points pay
    nothing. Points expire `expiry_months` after the day on which they came; 0: never. What is of
    the `excluded` legal classes neither earns nor is paid with points.
    """

    is_on: bool
    earn_amount: int
    earn_points: int
    point_value: int
    least_spend: int
    expiry_months: int
    excluded: list[str]
    version: int


class LoyaltyMember(Answer):
    """A member; `holder` is empty for a patient. `points` may be below zero after returns."""

    id: UUID
    number: str = Field(description="Of the card: what a sale names as `member_number`.")
    patient_id: UUID | None
    holder: LoyaltyHolder
    points: int
    state: MemberState
    state_reason: str
    joined_at: datetime
    version: int


class LoyaltyMemberPage(Page[LoyaltyMember]):
    """A page of members, those who joined last first."""


class LoyaltyEntry(Answer):
    """Points that a document gave, or took (below zero).

    `number` is that of the sale where points were earned or spent, of the credit note where they
    went back; who may see the document finds it by that at its branch.
    """

    id: UUID
    member_id: UUID
    branch_id: UUID
    kind: PointsKind
    points: int
    number: str
    booked_on: date
    expires_on: date | None
    note: str


class LoyaltyEntryPage(Page[LoyaltyEntry]):
    """A page of a member's entries, the newest first."""


class LoyaltySale(Answer):
    """What a sale was worth to its member; amounts are minor units."""

    sale_id: UUID
    member_id: UUID
    number: str
    eligible: int = Field(description="Of its goods that count.")
    earned: int
    spent: int
    spent_amount: int = Field(description="What the points spent paid.")
