"""Who may read the trail and check its seal."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_TRAIL = permission(
    "audit.view",
    _("View the audit log and its tamper proof"),
    privileged=True,
    roles="owner auditor administrator",
)
