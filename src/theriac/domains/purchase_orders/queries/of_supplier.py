"""Orders as the supplier that they went to may see them: its program, and its people."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.purchase_orders.queries.orders import OrderView, list_orders, read_order


@query(permission=VIEW_ORDERS)
def list_orders_of(*, actor: Actor, branch_id: UUID, supplier_id: UUID) -> QuerySet[PurchaseOrder]:
    """A branch's orders of one supplier, in no order."""
    return list_orders(actor=actor, branch_id=branch_id).filter(supplier_id=supplier_id)


@query(permission=VIEW_ORDERS)
def read_order_of(
    *, actor: Actor, branch_id: UUID, supplier_id: UUID, order_id: UUID
) -> OrderView | None:
    """One of those; None for any other, whether or not it is there."""
    rows = list_orders_of(actor=actor, branch_id=branch_id, supplier_id=supplier_id)
    if not rows.filter(id=order_id).exists():
        return None
    return read_order(actor=actor, order_id=order_id)


@query(permission=VIEW_ORDERS)
def list_sent_to(*, actor: Actor, supplier_id: UUID) -> QuerySet[PurchaseOrder]:
    """The orders of every branch that were sent to the supplier, in no order."""
    return list_orders(actor=actor).filter(supplier_id=supplier_id, sent_at__isnull=False)


@query(permission=VIEW_ORDERS)
def read_sent_to(*, actor: Actor, supplier_id: UUID, order_id: UUID) -> OrderView | None:
    """One of those; None for any other, whether or not it is there."""
    rows = list_sent_to(actor=actor, supplier_id=supplier_id)
    if not rows.filter(id=order_id).exists():
        return None
    return read_order(actor=actor, order_id=order_id)
