"""Who may see and steer background work. Everybody may steer what they asked for themselves."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_JOBS = permission(
    "jobs.view",
    _("See background work"),
    _("Everybody sees what they asked for themselves; this opens the work of all."),
    roles="owner manager auditor administrator",
    methods="inventory",
)
MANAGE_JOBS = permission(
    "jobs.manage",
    _("Cancel and repeat background work"),
    _("Everybody may do so with their own work; this reaches the work of all."),
    privileged=True,
    shared=True,
    roles="owner administrator",
)
