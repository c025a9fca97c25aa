"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_WAITLIST = permission(
    "waitlist.view",
    _("view the waitlist"),
    _("Who waits for which product, and what is held for them. Names need their own permission."),
    roles="owner manager pharmacist technician cashier restocker auditor",
    methods="customers",
)
KEEP_WAITLIST = permission(
    "waitlist.edit",
    _("edit the waitlist"),
    _("Adds customers to the waitlist, notes who was told, and passes held goods to the next."),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
SET_HOLD_TIME = permission(
    "waitlist.hold_time",
    _("set how long goods are held for the waitlist"),
    roles="owner manager",
    methods="inventory",
)
