"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_SUPPLIERS = permission(
    "suppliers.view",
    _("view suppliers"),
    _("Names, licences, terms and contacts."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
INVITE_SUPPLIERS = permission(
    "suppliers.invite",
    _("invite suppliers’ people"),
    _(
        "Lets people of a supplier sign in at the portal, where they see its orders of every "
        "branch, and ends their access."
    ),
    shared=True,
    roles="owner manager",
)
MANAGE_SUPPLIERS = permission(
    "suppliers.manage",
    _("add, edit and block suppliers"),
    _("Decides which suppliers the pharmacy buys from, and their terms."),
    shared=True,
    roles="owner manager",
    methods="inventory",
)
