"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_PRESCRIBERS = permission(
    "prescribers.view",
    _("view prescribers"),
    _("Names, licences, practices and contacts of doctors and other prescribers."),
    roles="owner manager pharmacist technician cashier auditor",
    methods="customers",
)
MANAGE_PRESCRIBERS = permission(
    "prescribers.manage",
    _("add, edit and merge prescribers"),
    _("Decides which licences a prescription is checked against."),
    shared=True,
    roles="owner manager pharmacist",
    methods="customers",
)
ERASE_PRESCRIBERS = permission(
    "prescribers.erase",
    _("erase prescribers at their own request"),
    shared=True,
    privileged=True,
    roles="owner",
)
