"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

SET_MINIMUM = permission(
    "stock.minimum",
    _("set the minimum stock"),
    _("Sets the quantity below which a product counts as low."),
    roles="owner manager restocker",
    methods="inventory",
)


SEE_TO_ALERTS = permission(
    "stock.alerts",
    _("acknowledge and assign alerts"),
    _("Assigns alerts for low stock and expiring batches, and notes the action taken."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)


KEEP_WANTS = permission(
    "stock.want",
    _("edit the want list"),
    _("Adds and edits want list entries, and marks them as ordered."),
    roles="owner manager pharmacist technician cashier restocker",
    methods="inventory customers",
)
