"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

SET_MINIMUM = permission(
    "stock.minimum",
    _("set the minimum stock"),
    _("Sets from which quantity a product counts as low."),
    roles="owner manager restocker",
    methods="inventory",
)


SEE_TO_ALERTS = permission(
    "stock.alerts",
    _("acknowledge and assign alerts"),
    _("Says who sees to low stock and to what expires, and notes what is done about it."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)


KEEP_WANTS = permission(
    "stock.want",
    _("write on the want list"),
    _("Notes what lacks, changes it, and marks it as taken for an order."),
    roles="owner manager pharmacist technician cashier restocker",
    methods="inventory customers",
)
