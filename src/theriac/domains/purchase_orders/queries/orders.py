"""Purchase orders as they are listed and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.purchase_orders.models import (
    OrderCancellation,
    OrderLineReceipt,
    PurchaseOrder,
    PurchaseOrderLine,
)
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.suppliers.queries import names_of_suppliers

ORDERS: Listing[PurchaseOrder] = Listing(
    name="purchase_orders.orders",
    sorts={"ordered_on": SortFields(("ordered_on",)), "total": SortFields(("total",))},
    default_sort="-ordered_on",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "supplier_id": lambda rows, value: rows.filter(supplier_id=value),
        "branch_id": lambda rows, value: rows.filter(branch_id=value),
        "answer_waits": lambda rows, value: rows.filter(answer_waits=value),
    },
)
"""What may be asked of the list of orders."""


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line with its product and pack in words."""

    row: PurchaseOrderLine
    product: str
    pack: str

    @property
    def open_packs(self) -> int:
        """Packs that are still to come, rounded up."""
        return -(-self.row.open_units // self.row.factor)

    @property
    def received_packs(self) -> int:
        """Whole packs that came."""
        return int(self.row.received) // int(self.row.factor)


@dataclass(frozen=True, slots=True)
class OrderReceipt:
    """A goods receipt that brought something of an order, or was reversed."""

    receipt_id: UUID
    number: str
    is_reversed: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order with its lines, receipts and cancellations."""

    row: PurchaseOrder
    supplier: str
    lines: Sequence[OrderedLine]
    receipts: Sequence[OrderReceipt]
    cancellations: Sequence[OrderCancellation]

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return any(line.row.open_units for line in self.lines)


@query(permission=VIEW_ORDERS)
def list_orders(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[PurchaseOrder]:
    """The branch's, or those of every branch that the actor may see, in no order."""
    seen = branches_seen(actor, VIEW_ORDERS, branch_id)
    rows: QuerySet[PurchaseOrder] = PurchaseOrder.objects.filter(**seen).order_by()
    return rows


@query(permission=VIEW_ORDERS)
def read_order(*, actor: Actor, order_id: UUID) -> OrderView | None:
    """One order at a branch that the actor may see; None otherwise."""
    row = list_orders(actor=actor).filter(id=order_id).first()
    if row is None:
        return None
    lines = list(PurchaseOrderLine.objects.filter(order=row).order_by("position"))
    products = product_names({line.product_id for line in lines})
    packs = pack_names({line.pack_id for line in lines})
    return OrderView(
        row=row,
        supplier=names_of_suppliers([row.supplier_id]).get(row.supplier_id, ""),
        lines=[
            OrderedLine(line, products.get(line.product_id, ""), packs.get(line.pack_id, ""))
            for line in lines
        ],
        receipts=_receipts(lines),
        cancellations=list(OrderCancellation.objects.filter(order=row).order_by("recorded_at")),
    )


@query(permission=VIEW_ORDERS)
def placed_at_once(*, actor: Actor, source_id: UUID) -> list[UUID]:
    """The orders that one command placed, in the order in which it did."""
    rows = list_orders(actor=actor).filter(source_id=source_id)
    return list(rows.order_by("number").values_list("id", flat=True))


def _receipts(lines: Sequence[PurchaseOrderLine]) -> list[OrderReceipt]:
    rows = OrderLineReceipt.objects.filter(line__in=lines).order_by("recorded_at", "id")
    found: dict[UUID, OrderReceipt] = {}
    for row in rows:
        is_reversed = row.is_reversal
        found[row.receipt_id] = OrderReceipt(
            row.receipt_id, row.receipt_number, is_reversed, row.recorded_at
        )
    return list(found.values())
