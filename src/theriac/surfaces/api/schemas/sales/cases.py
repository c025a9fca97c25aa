"""Cases of pushed sales, which people decide."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.core.facts.types import Id, Text24, storable
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, WantedHere

CaseKind = Literal[
    "stock_short",
    "batch_expired",
    "batch_held",
    "batch_unknown",
    "price",
    "tax",
    "payment",
    "credit",
    "loyalty",
    "gift_card",
    "promotion",
    "coupon",
    "person",
    "ground",
    "clock",
    "approval",
    "number",
    "count_asked",
    "product",
    "serial_sold",
    "quota",
    "reservation",
    "patient",
    "merged",
    "safety",
    "duty",
    "dispense",
    "controlled",
]
Settlement = Literal["other_batch", "found", "written_off", "accepted", "dispensed", "charged"]


class CaseFact(Answer):
    """One fact of a case."""

    name: str
    value: str


class Case(Answer):
    """A booked sale and the books disagree; a person settles it."""

    id: UUID
    sale_id: UUID
    sale_number: str
    branch_id: UUID
    line_id: UUID | None
    product_id: UUID | None
    kind: str
    quantity: int
    facts: list[CaseFact]
    opened_at: datetime
    settled_at: datetime | None
    settled_by: UUID | None
    settlement: str
    note: str
    version: int


class CasePage(Page[Case]):
    """A page of cases, the oldest first."""


class CasesWanted(WantedHere):
    """Filters of the list of cases."""

    is_open: FlagInAddress | None = None
    kind: CaseKind | None = None
    sale_id: Id | None = None


class CaseSettle(Body):
    """How a case is settled, and why."""

    settlement: Settlement
    note: Annotated[
        str,
        StringConstraints(min_length=1, max_length=250, pattern=r"\S"),
        AfterValidator(storable),
    ]
    batch_id: Id | None = Field(default=None, description="For other_batch: the one that gave.")
    account_number: Text24 = Field(
        default="", description="For charged: the credit account's number."
    )
