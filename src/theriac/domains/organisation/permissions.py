"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_ORGANISATION = permission(
    "organisation.view",
    _("view branches and terminals"),
    _("View names and addresses of the branches and their terminals."),
    roles="owner manager pharmacist technician cashier restocker auditor administrator stocktaker",
    methods="inventory customers users",
)
MANAGE_ORGANISATION = permission(
    "organisation.manage",
    _("edit pharmacy, branches and settings"),
    _("Open branches; edit licences, tax and what counters print."),
    privileged=True,
    roles="owner administrator",
)
VIEW_HISTORY = permission(
    "organisation.view_history",
    _("view the settings history"),
    _("View each change of settings and branches: who, when, before and after."),
    roles="owner auditor administrator",
)
VIEW_TERMINALS = permission(
    "organisation.view_terminals",
    _("view terminals with their numbers and clocks"),
    _("View each terminal: its device, number series and clock difference."),
    roles="owner manager auditor administrator",
)
MANAGE_TERMINALS = permission(
    "organisation.terminals",
    _("pair, rename and revoke terminals"),
    _("Allow a device to sell, and block a lost or stolen one."),
    roles="owner manager administrator",
)
VIEW_RETENTION = permission(
    "organisation.view_retention",
    _("view data retention"),
    _(
        "View each type of record with its retention period, how many are due, and what was "
        "deleted."
    ),
    shared=True,
    roles="owner auditor",
)
MANAGE_RETENTION = permission(
    "organisation.retention",
    _("decide what is deleted after its retention period"),
    _("View due records, set longer periods, and confirm permanent deletion."),
    privileged=True,
    shared=True,
    roles="owner",
)
