"""Who may read the trail and check its seal."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_TRAIL = permission(
    "audit.view",
    _("See the trail and its seal"),
    privileged=True,
    roles="owner auditor administrator",
)
