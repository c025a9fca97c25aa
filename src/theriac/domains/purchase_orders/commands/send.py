"""Sending an order to its supplier: to its people's portal, and by e-mail from the outbox."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.events import PurchaseOrderSent
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.orders import RECORD, locked_order
from theriac.domains.purchase_orders.permissions import PLACE_ORDER
from theriac.domains.purchase_orders.problems import OrderClosed, OrderRefused
from theriac.domains.suppliers.people import has_people
from theriac.domains.suppliers.queries import address_of_supplier


@command(
    name="purchase_orders.send_order",
    done=gettext_lazy("Sent a purchase order"),
    permission=PLACE_ORDER,
)
def send_order(*, actor: Actor, branch_id: BranchId, order_id: UUID) -> None:
    """Show the order to the supplier's people, and let its PDF go to the supplier's address.

    By e-mail in the language of now. Raises OrderRefused where nobody of the supplier may look into
    the portal and no e-mail is sent here or the supplier has no address, OrderClosed for a
    cancelled one, NotFound.
    """
    order = locked_order(order_id, branch_id)
    if order.state == PurchaseOrder.State.CANCELLED:
        raise OrderClosed(_("This purchase order is cancelled."), state=order.state)
    if not has_people(order.supplier_id):
        _require_mail(order.supplier_id)
    order.sent_at = order.sent_at or clock.now()
    order.save(update_fields=["sent_at"])
    facts = {"number": order.number, "sent_at": order.sent_at.isoformat()}
    current_unit().record(RECORD, order.id, facts=facts)
    data = {
        "order_id": str(order.id),
        "number": order.number,
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    current_unit().announce(
        PurchaseOrderSent(subject=str(order.id), branch_id=branch_id, data=data)
    )


def _require_mail(supplier_id: UUID) -> None:
    """Raise OrderRefused where no e-mail would reach the supplier."""
    if not settings.MAIL_WORKS:
        raise OrderRefused(_("Email is not set up here. Download the PDF and send it yourself."))
    if not address_of_supplier(supplier_id):
        raise OrderRefused(_("This supplier has no email address. Add it to the supplier first."))
