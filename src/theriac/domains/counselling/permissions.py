"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_COUNSELLING = permission(
    "counselling.view",
    _("view the counselling list and report"),
    _("When, by whom and about what, without names. Opening one needs its own permission."),
    roles="owner manager pharmacist technician auditor",
)
OPEN_COUNSELLING = permission(
    "counselling.open",
    _("open counselling records"),
    _("Patient and remark. Each look is logged."),
    roles="owner pharmacist technician",
)
GIVE_COUNSELLING = permission(
    "counselling.give",
    _("counsel patients"),
    _("Records what a patient was told at the hand-over, or that they refused. For pharmacists."),
    roles="owner pharmacist",
)
