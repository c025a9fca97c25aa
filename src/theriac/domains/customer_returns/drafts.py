"""What is told of a return before it is one: lines with their condition, reason, refunds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.core.facts.types import LARGEST, MOST_UNITS, Id, Text40, Text60, Text120

Condition = Literal["sealed", "opened", "damaged"]
Goes = Literal["shelf", "quarantine", "destruction"]
Reason = Literal[
    "wrong_item", "unwanted", "damaged", "not_tolerated", "recalled", "expired", "other"
]
RefundMethod = Literal["cash", "card", "transfer", "qr", "credit", "points", "gift_card"]
MOST_LINES = 200
Units = Annotated[int, Strict(), Field(ge=1, le=MOST_UNITS, description="Base units.")]


@record
class GoodsReturned:
    """So many base units of a line of the sale, how they came back, and where they are to go.

    Without ``batch_id`` the line's batches are taken in their order. ``goes`` may be stricter than
    the rule, never milder. ``serials`` name the packs that were scanned when they were sold.
    """

    sale_line_id: Id
    quantity: Units
    batch_id: Id | None = None
    condition: Condition = "sealed"
    goes: Goes | None = None
    serials: Annotated[tuple[Text40, ...], Field(max_length=200)] = ()


@record
class RefundGiven:
    """A part of the refund, in minor units."""

    method: RefundMethod
    amount: Annotated[int, Strict(), Field(ge=1, le=LARGEST)]
    reference: Text60 = ""


@record
class CustomerReturnNew:
    """What of a sale comes back and why.

    Refunded by the way it was paid, unless ``refunds`` say the parts or ``refund_by`` one method.
    """

    sale_id: Id
    reason: Reason
    note: Text120 = ""
    lines: Annotated[list[GoodsReturned], Field(min_length=1, max_length=MOST_LINES)]
    refunds: Annotated[list[RefundGiven], Field(max_length=8)] | None = None
    refund_by: RefundMethod | None = None


@record
class UnreceiptedGoods:
    """So many base units of a batch, and what is refunded for them, in minor units."""

    batch_id: Id
    quantity: Units
    amount: Annotated[int, Strict(), Field(ge=0, le=LARGEST)]
    condition: Condition = "sealed"


@record
class UnreceiptedReturnNew:
    """Goods without their receipt, batch by batch; refunded in cash, or as in a return."""

    reason: Reason
    note: Text120 = ""
    lines: Annotated[list[UnreceiptedGoods], Field(min_length=1, max_length=MOST_LINES)]
    refunds: Annotated[list[RefundGiven], Field(max_length=8)] | None = None
    refund_by: RefundMethod | None = None
