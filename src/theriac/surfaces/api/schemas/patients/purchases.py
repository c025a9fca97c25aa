"""What was sold to a patient, as programs are told."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day
from theriac.surfaces.api.schemas.patients.records import ReadWhy
from theriac.surfaces.api.schemas.types import Answer, Money, PageSize, RowPlace


class Purchase(Answer):
    """A line of a sale for the patient: packs of a pack, and base units in all."""

    line_id: UUID
    sale_id: UUID
    number: str
    branch_id: UUID
    occurred_at: datetime
    sold_on: date
    product_id: UUID
    product: str
    pack: str
    packs: int
    quantity: int
    total: Money


class Purchases(Answer):
    """What was bought, the newest sale first; `has_more` where older ones follow."""

    items: list[Purchase]
    has_more: bool


class PurchasesWanted(ReadWhy):
    """Why they are read, the period with both days included, and which rows of it."""

    since: Day | None = None
    until: Day | None = None
    after: RowPlace = Field(default=0, description="How many rows are left out before the first.")
    limit: PageSize = Field(default=100, description="Rows a page.")
