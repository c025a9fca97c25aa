"""Purchase orders as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from theriac.core.facts.types import Id, Reason
from theriac.surfaces.api.schemas.types import (
    Answer,
    ApprovalId,
    Body,
    Here,
    Money,
    Page,
    Wanted,
)

PurchaseOrderState = Literal["ordered", "partly", "received", "cancelled"]


class PurchaseOrdersWanted(Wanted):
    """Which orders."""

    branch_id: Id | None = None
    supplier_id: Id | None = None
    state: PurchaseOrderState | None = None


class PurchaseOrderListed(Answer):
    """An order without its lines; `total` is with tax and freight."""

    id: UUID
    branch_id: UUID
    supplier_id: UUID
    number: str
    state: PurchaseOrderState
    ordered_on: date
    expected_on: date | None
    total: Money


class PurchaseOrderPage(Page[PurchaseOrderListed]):
    """A page of the list."""


class PurchaseOrderLine(Answer):
    """A line; `quantity`, `received`, `cancelled` and `open` are base units."""

    id: UUID
    position: int
    product_id: UUID
    product: str
    pack_id: UUID
    pack: str
    packs: int
    bonus_packs: int
    price: Money
    discount_bp: int
    discount: Money
    tax_bp: int
    supplier_code: str
    quantity: int
    received: int
    cancelled: int
    open: int


class ReceiptOfOrder(Answer):
    """A goods receipt that brought something of the order."""

    receipt_id: UUID
    number: str
    is_reversed: bool


class ShortLine(Answer):
    """A line that comes with fewer packs than were ordered, or with none."""

    position: int
    packs: int


class OrderAnswer(Answer):
    """What the supplier said: the day, None where nothing comes, and the lines that come short."""

    id: UUID
    delivers_on: date | None
    note: str
    person: str
    recorded_at: datetime
    short: list[ShortLine]


class PurchaseOrder(PurchaseOrderListed):
    """An order with its lines and receipts."""

    form: str
    source_kind: str
    note: str
    freight: Money
    tax: Money
    ordered_at: datetime
    ordered_by: UUID
    version: int
    lines: list[PurchaseOrderLine]
    receipts: list[ReceiptOfOrder]
    sent_at: datetime | None
    answer_waits: bool
    answers: list[OrderAnswer]


class PlacedOrders(Answer):
    """The orders that were placed, one a form of the country."""

    orders: list[PurchaseOrder]


class PlacedWanted(Here):
    """At which branch, and the approval of exactly this order where one is needed."""

    approval_id: ApprovalId = None


class RestCancelled(Body):
    """Why what is open isn't awaited any more."""

    reason: Reason
