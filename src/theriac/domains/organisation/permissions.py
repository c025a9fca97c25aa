"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_ORGANISATION = permission(
    "organisation.view",
    _("see branches and terminals"),
    _("Names and addresses of the branches, and which terminals they have."),
    roles="owner manager pharmacist technician cashier restocker auditor administrator stocktaker",
    methods="inventory customers users",
)
MANAGE_ORGANISATION = permission(
    "organisation.manage",
    _("change pharmacy, branches and settings"),
    _("Opens branches, changes licences, tax and what counters print."),
    privileged=True,
    roles="owner administrator",
)
MANAGE_TERMINALS = permission(
    "organisation.terminals",
    _("pair, rename and revoke terminals"),
    _("Lets a device sell, and shuts a lost or stolen one out."),
    roles="owner manager administrator",
)
MANAGE_RETENTION = permission(
    "organisation.retention",
    _("decide what is deleted once its period is over"),
    _("Sees what is due, sets longer periods, and confirms that it goes for good."),
    privileged=True,
    shared=True,
    roles="owner",
)
