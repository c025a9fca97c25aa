"""What the commands on an order share: it is loaded and locked, kept, and on the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.domains.capital.commitments import CommittingDocument
from theriac.domains.purchase_orders.events import PurchaseOrderClosed
from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine
from theriac.domains.purchase_orders.rules.arrivals import LineStanding

RECORD = "purchase_orders.order"
ORDER, CANCELLATION, RECEIPT = "purchase_order", "order_cancellation", "receipt"
State = PurchaseOrder.State


def locked_order(order_id: UUID, branch_id: UUID, version: int | None = None) -> PurchaseOrder:
    """The order of this branch, locked. Raises NotFound, and Stale for another version."""
    rows: QuerySet[PurchaseOrder] = PurchaseOrder.objects.filter(id=order_id, branch_id=branch_id)
    order = locked(rows, missing=_("This purchase order doesn’t exist. Choose one from the list."))
    at_version(order, version, _("Another user changed this purchase order. Reload the page."))
    return order


def order_lines_of(order: PurchaseOrder) -> list[PurchaseOrderLine]:
    """Its lines in their order."""
    rows: QuerySet[PurchaseOrderLine] = PurchaseOrderLine.objects.filter(order=order)
    return list(rows.order_by("position", "id"))


def standing(line: PurchaseOrderLine) -> LineStanding:
    """A line as the rules see it."""
    return LineStanding(
        line_id=line.id,
        product_id=line.product_id,
        ordered=line.quantity,
        received=line.received,
        cancelled=line.cancelled,
        committed=line.committed,
    )


def state_of(lines: Sequence[PurchaseOrderLine]) -> str:
    """The state that the lines say."""
    came = any(line.received for line in lines)
    if any(line.open_units for line in lines):
        return State.PARTLY if came else State.ORDERED
    return State.RECEIVED if came else State.CANCELLED


def document_of(order: PurchaseOrder) -> CommittingDocument:
    """The order as what commits."""
    return CommittingDocument(kind=ORDER, id=order.id, number=order.number)


def keep_order(
    order: PurchaseOrder,
    lines: Sequence[PurchaseOrderLine],
    reason: str,
    facts: Mapping[str, Any],
) -> int:
    """Keep it in the state that its lines say, on the trail; announce that it closed. Version."""
    was_open = order.state in {State.ORDERED, State.PARTLY}
    order.state = state_of(lines)
    version = keep(order, "state")
    current_unit().record(RECORD, order.id, reason=reason, facts=facts, branch_id=order.branch_id)
    if was_open and order.state in {State.RECEIVED, State.CANCELLED}:
        data = {"order_id": str(order.id), "number": order.number, "state": str(order.state)}
        current_unit().announce(
            PurchaseOrderClosed(subject=str(order.id), branch_id=order.branch_id, data=data)
        )
    return version
