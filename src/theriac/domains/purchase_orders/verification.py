"""What must always be true of purchase orders, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.capital.queries.commitments import committed_by
from theriac.domains.purchase_orders.models import (
    OrderLineReceipt,
    PurchaseOrder,
    PurchaseOrderLine,
)
from theriac.domains.purchase_orders.orders import ORDER, state_of

RECEIVED_DIFFERS = finding(
    "purchase_orders.received_differs",
    _("Line %(line)s has %(kept)s received, its receipts brought %(came)s."),
)
STATE_DIFFERS = finding(
    "purchase_orders.state_differs",
    _("Purchase order %(number)s is %(kept)s, its lines say %(said)s."),
)
SUM_DIFFERS = finding(
    "purchase_orders.sum_differs",
    _("Purchase order %(number)s is of %(total)s: its lines ask %(lines)s, it committed %(held)s."),
)
CLOSED_HOLDS = finding(
    "purchase_orders.closed_holds",
    _("Purchase order %(number)s is closed and still has %(left)s committed."),
)


@verifies("purchase_orders.lines")
def lines_received_what_came(findings: Findings) -> None:
    """What each line received is what receipts brought, less what was reversed."""
    came: dict[UUID, int] = defaultdict(int)
    sums = OrderLineReceipt.objects.order_by().values_list("line_id", "is_reversal")
    for line_id, is_reversal, units in sums.annotate(sum=Sum("units")):
        came[line_id] += -int(units) if is_reversal else int(units)
    rows = PurchaseOrderLine.objects.order_by("id").values_list("id", "received")
    for line_id, received in rows.iterator():
        if received != came[line_id]:
            findings.violate(RECEIVED_DIFFERS, line=line_id, kept=received, came=came[line_id])
        findings.look(1)


@verifies("purchase_orders.orders")
def orders_are_their_lines(findings: Findings) -> None:
    """Each order's state and sum are what its lines say, and its commitment is of that sum."""
    held = committed_by(ORDER)
    orders = PurchaseOrder.objects.order_by("id").prefetch_related("lines")
    for order in orders.iterator(chunk_size=200):
        lines = list(order.lines.all())
        if order.state != (said := state_of(lines)):
            findings.violate(STATE_DIFFERS, number=order.number, kept=order.state, said=said)
        asked = sum(line.committed for line in lines)
        commitment = held.get(order.id)
        amount, left = commitment or (0, 0)
        if not order.total == asked == amount:
            findings.violate(
                SUM_DIFFERS, number=order.number, total=order.total, lines=asked, held=amount
            )
        if left and not any(line.open_units for line in lines):
            findings.violate(CLOSED_HOLDS, number=order.number, left=left)
        findings.look(1)
