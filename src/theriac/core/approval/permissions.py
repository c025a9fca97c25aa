"""Who may set limits, sign a rule for who works alone, and read what was approved."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_APPROVALS = permission(
    "approvals.view",
    _("view approvals"),
    _("View the list of approvals by a second person and of self-confirmations."),
    roles="owner manager auditor",
)
SET_LIMITS = permission(
    "approvals.limits",
    _("set when approval is required"),
    _("Set the limits of a branch, such as the highest discount without approval."),
    roles="owner",
)
SIGN_SINGLE_HANDED = permission(
    "approvals.single_handed",
    _("allow self-confirmation"),
    _("Sign the rule that lets one person confirm again instead of asking a second person."),
    roles="owner",
)
