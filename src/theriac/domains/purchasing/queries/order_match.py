"""What of a goods receipt is above its purchase order, as people look at it."""

from __future__ import annotations

from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.purchasing.commands.receipts.order_match import over_order_of
from theriac.domains.purchasing.delivery import lines_of
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.rules.order_match import OrderDifference


@query(permission=VIEW_RECEIPTS)
def differences_over_order(*, actor: Actor, receipt_id: UUID) -> tuple[OrderDifference, ...]:
    """Of a receipt that isn't posted yet and answers an order; none otherwise."""
    seen = branches_seen(actor, VIEW_RECEIPTS)
    waiting = (GoodsReceipt.State.DRAFT, GoodsReceipt.State.CHECKED)
    rows = GoodsReceipt.objects.filter(**seen, id=receipt_id, order_id__isnull=False)
    receipt = rows.filter(state__in=waiting).first()
    return over_order_of(receipt, lines_of(receipt)) if receipt else ()
