"""What the feed tells of purchase orders."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from theriac.surfaces.api.schemas.types import Answer


class PurchaseOrderPlacedData(Answer):
    """An order that was placed with a supplier; its money is committed."""

    order_id: UUID
    number: str
    supplier_id: UUID


class PurchaseOrderSentData(Answer):
    """An order that goes to its supplier: to the portal, and by e-mail in a language."""

    order_id: UUID
    number: str
    language: str


class PurchaseOrderClosedData(Answer):
    """Nothing of an order is awaited any more."""

    order_id: UUID
    number: str
    state: Literal["received", "cancelled"]


class PurchaseOrderAnsweredData(Answer):
    """What a supplier's person said of an order: the day, None where nothing comes."""

    order_id: UUID
    number: str
    supplier_id: UUID
    delivers_on: date | None
    short_lines: int
