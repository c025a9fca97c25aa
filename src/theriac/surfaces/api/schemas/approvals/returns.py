"""What is approved of customers' returns."""

from __future__ import annotations

from pydantic import Field

from theriac.core.facts.types import Amount, Id, Text20, Units
from theriac.surfaces.api.schemas.types import Body

MOST_RETURNED = 1_000


class LineReturned(Body):
    """Base units of a batch that come back, where they go, and what they cost."""

    product_id: Id
    batch_id: Id | None
    quantity: Units
    goes: Text20
    amount: Amount


class PartRefunded(Body):
    """A part of a refund, in minor units."""

    method: Text20
    amount: Amount


class UnreceiptedApproved(Body):
    """Goods that come back without a receipt, and the refund."""

    lines: list[LineReturned] = Field(min_length=1, max_length=MOST_RETURNED)
    total: Amount
    refunds: list[PartRefunded] = Field(max_length=10)


class ReturnApproved(UnreceiptedApproved):
    """Goods of a sale that come back, with what is unusual about it."""

    sale_id: Id
    why: list[Text20] = Field(min_length=1, max_length=3)
