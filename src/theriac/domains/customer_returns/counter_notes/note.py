"""A credit note as its device made it; minor units and base units throughout."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import LARGEST, MOST_UNITS, Id, Instant, Text40, Text120
from theriac.domains.customer_returns.drafts import (
    MOST_LINES,
    Condition,
    CustomerReturnNew,
    GoodsReturned,
    Reason,
    RefundGiven,
)
from theriac.domains.sales.pushes.sale import PushedApproval

Units = Annotated[int, Field(strict=True, ge=1, le=MOST_UNITS)]
Sum = Annotated[int, Field(strict=True, ge=0, le=LARGEST)]
Numeral = Annotated[int, Field(strict=True, ge=1, le=2_000_000_000)]


@record
class ToldGoods:
    """Base units of a line and batch, and where they were put; a service has no batch."""

    sale_line_id: Id
    quantity: Units
    batch_id: Id | None = None
    condition: Condition = "sealed"
    goes: Literal["shelf", "quarantine", "destruction", "nowhere"]
    serials: Annotated[tuple[Text40, ...], Field(max_length=200)] = ()


@record
class CreditNoteTold:
    """Goods came back by their receipt and were refunded; ``number`` is on the customer's paper.

    In cash from the till of ``session_id``, where one is named. ``exchanged`` of it pays for the
    sale ``exchange_sale_id``; the rest is in ``refunds``.
    """

    kind: Literal["return"] = "return"
    id: Id
    session_id: Id | None = None
    at: Instant
    person_id: Id
    series_id: Id
    sequence: Numeral
    number: Annotated[Text40, Field(min_length=1)]
    sale_id: Id
    reason: Reason
    note: Text120 = ""
    lines: Annotated[tuple[ToldGoods, ...], Field(min_length=1, max_length=MOST_LINES)]
    total: Sum
    refunds: Annotated[tuple[RefundGiven, ...], Field(max_length=8)] = ()
    exchange_sale_id: Id | None = None
    exchanged: Sum = 0
    approval: PushedApproval | None = None

    @property
    def occurred_at(self) -> Instant:
        """When it was made, by the device's clock."""
        return self.at

    def draft(self) -> CustomerReturnNew:
        """The same as a program would ask for it."""
        return CustomerReturnNew(
            sale_id=self.sale_id,
            reason=self.reason,
            note=self.note,
            lines=[
                GoodsReturned(
                    sale_line_id=one.sale_line_id,
                    quantity=one.quantity,
                    batch_id=one.batch_id,
                    condition=one.condition,
                    goes=None if one.goes == "nowhere" else one.goes,
                    serials=one.serials,
                )
                for one in self.lines
            ],
            refunds=list(self.refunds),
        )
