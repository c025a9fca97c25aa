"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

CHECK_SAFETY = permission(
    "clinical.check",
    _("check the safety of medicines"),
    _("Interactions, allergies, duplicates, doses, age, pregnancy and conditions."),
    roles="owner manager pharmacist technician cashier",
)
VIEW_KNOWLEDGE = permission(
    "clinical.view",
    _("view the sets behind safety checks"),
    roles="owner manager pharmacist technician auditor",
)
MANAGE_KNOWLEDGE = permission(
    "clinical.manage",
    _("decide which sets safety checks use"),
    _("Takes sets in, puts them in force and withdraws them. For the responsible pharmacist."),
    roles="owner pharmacist",
)
OVERRIDE_STOP = permission(
    "clinical.override",
    _("override safety alerts that stop a sale or prescription"),
    _("Takes responsibility for dispensing although an alert says stop. For pharmacists."),
    roles="owner pharmacist",
)
