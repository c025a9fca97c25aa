"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

RUN_TILL = permission(
    "tills.run",
    _("open, count and close the till"),
    _("Opens and closes till sessions, records cash in, cash out and safe drops."),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
VIEW_TILLS = permission(
    "tills.view",
    _("view till sessions and expected cash"),
    _("Views X and Z reports with expected cash, also while a session is open."),
    roles="owner manager auditor",
)
SETTLE_TILL = permission(
    "tills.settle",
    _("settle till variances"),
    _("Settles till sessions with a reason, and decides on till documents on hold."),
    roles="owner manager",
)
