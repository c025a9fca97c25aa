"""What falls due to suppliers for consigned goods."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import CurrencyCode, Day, Id, Whole
from theriac.surfaces.api.schemas.types import WITHHELD, Answer, Here


class DueWanted(Here):
    """Which period, by the branch's own date, and whose."""

    first: Day
    last: Day
    supplier_id: Id | None = Field(default=None, description="Of this supplier alone.")


class NetMoney(Answer):
    """Minor units with their currency; below zero is a credit."""

    amount: Whole
    currency: CurrencyCode


class DueBatch(Answer):
    """A consigned batch: base units sold, their cost and what is left.

    Units that came back are taken off `sold`; it is below zero where more came back than was sold.
    """

    batch_id: UUID
    product_id: UUID
    number: str
    sold: int
    due: NetMoney | None = Field(
        description=f"Null without a cost entered too. {WITHHELD}",
    )
    left: int


class DueSupplier(Answer):
    """What one supplier is owed; `supplier_id` is null for batches that name none.

    Days up to `settled_until` are paid, whatever stands here of them; null where none is.
    """

    supplier_id: UUID | None
    settled_until: date | None
    due: NetMoney | None = Field(description=WITHHELD)
    sold: int
    left: int
    unpriced: int
    batches: list[DueBatch]


class ConsignmentDue(Answer):
    """By supplier."""

    items: list[DueSupplier]
