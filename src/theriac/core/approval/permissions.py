"""Who may set limits, sign a rule for who works alone, and read what was approved."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_APPROVALS = permission(
    "approvals.view",
    _("see approvals"),
    _("Opens the list of what a second person approved, and what somebody confirmed alone."),
    roles="owner manager auditor",
)
SET_LIMITS = permission(
    "approvals.limits",
    _("set from when a second person is asked"),
    _("Sets the limits of a branch, such as the discount that needs nobody's approval."),
    roles="owner",
)
SIGN_SINGLE_HANDED = permission(
    "approvals.single_handed",
    _("let somebody act alone"),
    _("Signs the rule by which one person confirms again instead of asking a second one."),
    roles="owner",
)
