"""Sending an order to its supplier by e-mail, from the outbox."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.events import PurchaseOrderSent
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.orders import RECORD, locked_order
from theriac.domains.purchase_orders.permissions import PLACE_ORDER
from theriac.domains.purchase_orders.problems import OrderClosed, OrderRefused
from theriac.domains.suppliers.queries import address_of_supplier


@command(
    name="purchase_orders.send_order",
    done=gettext_lazy("Sent a purchase order by email"),
    permission=PLACE_ORDER,
)
def send_order(*, actor: Actor, branch_id: BranchId, order_id: UUID) -> None:
    """Let the order's PDF go to the supplier's address, in the language of now.

    Raises OrderRefused where no e-mail is sent here or the supplier has no address, OrderClosed for
    a cancelled one, NotFound.
    """
    order = locked_order(order_id, branch_id)
    if order.state == PurchaseOrder.State.CANCELLED:
        raise OrderClosed(_("This purchase order is cancelled."), state=order.state)
    if not settings.MAIL_WORKS:
        raise OrderRefused(_("Email is not set up here. Download the PDF and send it yourself."))
    if not address_of_supplier(order.supplier_id):
        raise OrderRefused(_("This supplier has no email address. Add it to the supplier first."))
    current_unit().record(RECORD, order.id, facts={"number": order.number})
    data = {
        "order_id": str(order.id),
        "number": order.number,
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    current_unit().announce(
        PurchaseOrderSent(subject=str(order.id), branch_id=branch_id, data=data)
    )
