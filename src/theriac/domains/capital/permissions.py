"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_CAPITAL = permission(
    "capital.view",
    _("view capital"),
    _("Available, committed and spent capital of the whole pharmacy."),
    shared=True,
    roles="owner manager auditor",
)
SET_FLOOR = permission(
    "capital.set_floor",
    _("set the minimum available capital"),
    _("No purchase order may take the available capital under this amount."),
    shared=True,
    privileged=True,
    roles="owner",
)
