"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_ORGANISATION = permission(
    "organisation.view",
    _("see branches and terminals"),
    _("Names and addresses of the branches, and which terminals they have."),
)
MANAGE_ORGANISATION = permission(
    "organisation.manage",
    _("change pharmacy, branches and settings"),
    _("Opens branches, changes licences, tax and what counters print."),
)
MANAGE_TERMINALS = permission(
    "organisation.terminals",
    _("pair, rename and revoke terminals"),
    _("Lets a device sell, and shuts a lost or stolen one out."),
)
