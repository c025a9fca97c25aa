"""Who may see and steer background work. Everybody may steer what they asked for themselves."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_JOBS = permission(
    "jobs.view",
    _("View background tasks"),
    _("Everyone sees the tasks they started; this permission shows all tasks."),
    roles="owner manager auditor administrator",
    methods="inventory",
)
MANAGE_JOBS = permission(
    "jobs.manage",
    _("Cancel and repeat background tasks"),
    _("Everyone can do this with their own tasks; this permission covers all tasks."),
    privileged=True,
    shared=True,
    roles="owner administrator",
)
