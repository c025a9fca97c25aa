"""What is done about orders in the background: those that are sent go out by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.purchase_orders.paper import drawn_order
from theriac.domains.purchase_orders.queries.orders import read_order
from theriac.domains.suppliers.queries import address_of_supplier


@on_event(
    "theriac.purchase.order.sent.v1",
    name="purchase_orders.mail_orders",
    background=True,
    wanted=lambda: bool(settings.MAIL_WORKS),
)
def mail_orders(events: Sequence[OutboxEvent]) -> None:
    """Write to each order's supplier, the order as PDF beside it."""
    for event in events:
        view = read_order(actor=SYSTEM, order_id=UUID(str(event.data["order_id"])))
        branch = get_branch(view.row.branch_id) if view else None
        to = address_of_supplier(view.row.supplier_id) if view else ""
        if view is None or branch is None or not to:
            continue
        with translation.override(str(event.data["language"])):
            named = {"number": view.row.number, "pharmacy": branch.pharmacy.name}
            mail = EmailMessage(
                _("Purchase order %(number)s of %(pharmacy)s") % named,
                _("Please find our purchase order %(number)s attached.\n\n%(pharmacy)s") % named,
                settings.DEFAULT_FROM_EMAIL,
                [to],
            )
            mail.attach(f"{view.row.number}.pdf", drawn_order(view), "application/pdf")
        mail.send(fail_silently=False)
