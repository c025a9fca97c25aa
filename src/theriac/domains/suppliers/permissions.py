"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_SUPPLIERS = permission(
    "suppliers.view",
    _("see suppliers"),
    _("Names, licences, terms and whom to call."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
MANAGE_SUPPLIERS = permission(
    "suppliers.manage",
    _("add, change and block suppliers"),
    _("Decides whom the pharmacy buys from, and on which terms."),
    shared=True,
    roles="owner manager",
    methods="inventory",
)
