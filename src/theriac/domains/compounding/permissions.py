"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

COMPOUND = permission(
    "compounding.prepare",
    _("compound medicines"),
    _("Prepares compounded medicines from stock. Another person checks each before it is sold."),
    roles="owner manager pharmacist technician",
    methods="inventory",
)
CHECK_COMPOUND = permission(
    "compounding.check",
    _("check compounded medicines"),
    _("Checks what another person compounded: puts it on sale, or discards it."),
    roles="owner manager pharmacist",
)
EDIT_FORMULAS = permission(
    "compounding.formulas",
    _("edit compounding formulas"),
    _("Saves preparations as formulas of the branch, and archives them."),
    roles="owner manager pharmacist",
)
