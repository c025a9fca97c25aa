"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_LOYALTY = permission(
    "loyalty.view",
    _("view loyalty members and their points"),
    _("Patients’ names need their own permission."),
    roles="owner manager pharmacist technician cashier auditor",
    methods="customers",
)
ENROL_MEMBERS = permission(
    "loyalty.enrol",
    _("enrol and edit loyalty members"),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
MANAGE_MEMBERS = permission(
    "loyalty.manage",
    _("block loyalty members and adjust their points"),
    _("An adjustment gives or takes points without a sale."),
    roles="owner manager",
)
SET_PROGRAM = permission(
    "loyalty.program",
    _("set the loyalty programme"),
    _("Decides what points are given and what they are worth."),
    roles="owner manager",
    shared=True,
)
