"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_ORDERS = permission(
    "purchase_orders.view",
    _("view purchase orders"),
    _("Purchase orders with their lines, prices, and what came of them."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
PLACE_ORDER = permission(
    "purchase_orders.place",
    _("place purchase orders"),
    _("Orders goods of a supplier and commits their money. Above the limit, someone approves."),
    roles="owner manager pharmacist",
)
APPROVE_ORDER = permission(
    "purchase_orders.approve",
    _("approve purchase orders"),
    _("Approves orders of others above their limit."),
    roles="owner manager",
)
APPROVE_MEDICINES = permission(
    "purchase_orders.approve_medicines",
    _("approve purchases of prescription medicines"),
    _("Approves orders and proposals of prescription medicines, narcotics and psychotropics."),
    roles="owner pharmacist",
)
CANCEL_ORDER = permission(
    "purchase_orders.cancel",
    _("cancel purchase orders"),
    _("Cancels what has not come of a purchase order and releases its money."),
    roles="owner manager pharmacist",
)
