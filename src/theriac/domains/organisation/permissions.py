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
VIEW_HISTORY = permission(
    "organisation.view_history",
    _("see the history of the settings"),
    _("Each change of settings and branches: who, when, before and after."),
    roles="owner auditor administrator",
)
VIEW_TERMINALS = permission(
    "organisation.view_terminals",
    _("see terminals with their numbers and clocks"),
    _("Opens each terminal: its device, its series of numbers, how far its clock is off."),
    roles="owner manager auditor administrator",
)
MANAGE_TERMINALS = permission(
    "organisation.terminals",
    _("pair, rename and revoke terminals"),
    _("Lets a device sell, and shuts a lost or stolen one out."),
    roles="owner manager administrator",
)
VIEW_RETENTION = permission(
    "organisation.view_retention",
    _("see what is kept for how long"),
    _("Each kind of records with its period, how much of it is due, and what went."),
    shared=True,
    roles="owner auditor",
)
MANAGE_RETENTION = permission(
    "organisation.retention",
    _("decide what is deleted once its period is over"),
    _("Sees what is due, sets longer periods, and confirms that it goes for good."),
    privileged=True,
    shared=True,
    roles="owner",
)
