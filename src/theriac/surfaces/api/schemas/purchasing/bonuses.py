"""Bonus goods as the API gives them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from theriac.core.facts.types import Day, Id
from theriac.surfaces.api.schemas.types import Answer, Wanted


class BonusesWanted(Wanted):
    """The period and supplier of the bonuses."""

    supplier_id: Id | None = None
    received_from: Day | None = None
    received_to: Day | None = None


class BonusReceived(Answer):
    """Goods that came free with others: what was paid for all of them, and their worth at price."""

    line_id: UUID
    receipt_id: UUID
    number: str
    received_on: date
    supplier_id: UUID
    product_id: UUID
    packs: int
    bonus_packs: int
    factor: int
    price: int
    worth: int
    cost: int
    quantity: int


class BonusPage(Answer):
    """A page of bonuses, the newest first."""

    items: list[BonusReceived]
    next: str | None
    previous: str | None
    currency: str
