"""Purchase proposals as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Amount, Id, Reason
from theriac.surfaces.api.schemas.approvals.orders import BudgetOver
from theriac.surfaces.api.schemas.types import Answer, Body, Money, Page, Wanted

ProposalState = Literal["draft", "submitted", "ordered", "rejected", "expired"]
ProposalLimit = Literal[
    "no_offer",
    "blocked",
    "struck",
    "enough",
    "overstock",
    "expiry",
    "available",
    "least",
    "pack",
    "minimum_order",
    "freight",
    "suppliers",
    "capital",
]


class PurchaseProposalsWanted(Wanted):
    """Which proposals."""

    branch_id: Id | None = None
    state: ProposalState | None = None


class PurchaseProposalListed(Answer):
    """A proposal without its lines; `total` is with tax and freight."""

    id: UUID
    branch_id: UUID
    state: ProposalState
    limit: Money
    total: Money
    lines_count: int
    valid_until: date
    created_at: datetime
    created_by: UUID


class PurchaseProposalPage(Page[PurchaseProposalListed]):
    """A page of the list."""


class PurchaseProposalLine(Answer):
    """A line with its figures: base units, days (null: for ever), and who is next best."""

    product_id: UUID
    product: str
    supplier_id: UUID
    option_id: UUID
    offer_line_id: UUID | None
    pack_id: UUID
    pack: str
    packs: int
    bonus_packs: int
    price: Money
    discount: Money
    tax_bp: int
    cost: Money
    is_settled: bool
    lacking: int
    position: int
    minimum: int = Field(description="What a person set, where that is the order level; else 0.")
    units: int
    asked_times: int = Field(
        description="How often customers asked for it within 30 days and it wasn't in stock."
    )
    cover_days_before: int | None
    cover_days_after: int | None
    margin_protected: Money
    next_best_supplier_id: UUID | None
    next_best_cost: Money | None


class ProposalLimitReached(Answer):
    """A limit, and by how much it would have to give in its own unit."""

    limit: ProposalLimit
    amount: Annotated[
        int,
        Field(
            description="Days for overstock and expiry; packs for available and least; base units "
            "for pack and enough; suppliers; minor units for the rest."
        ),
    ]


class ProductLeftOut(Answer):
    """A product that isn't bought; where all limits give by their amounts, it is."""

    product_id: UUID
    product: str
    lacking: int
    limits: list[ProposalLimitReached]


class ProposalOutlook(Answer):
    """What another limit would cost and protect, and whom it brings in and leaves out."""

    limit: Money
    total: Money
    margin_protected: Money
    gained: list[str]
    lost: list[str]


class PurchaseProposal(PurchaseProposalListed):
    """A proposal with all that says why; `gap` is millionths that a plan may be better by."""

    freight: Money
    margin_protected: Money
    gap: int
    market_hash: str
    submitted_by: UUID | None
    decided_by: UUID | None
    decision_reason: str | None
    version: int
    over_budgets: Annotated[
        list[BudgetOver],
        Field(description="Budgets that its orders would go over now: id, name, minor units."),
    ]
    lines: list[PurchaseProposalLine]
    left_out: list[ProductLeftOut]
    outlook: list[ProposalOutlook]


class ProposalApproved(Body):
    """Why it is approved; `over_budget` is the sum of `over_budgets` that its approver saw."""

    reason: Reason
    over_budget: Amount = 0


class ProposalDecided(Body):
    """Why it is rejected."""

    reason: Reason
