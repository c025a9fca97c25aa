"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_PROPOSALS = permission(
    "proposals.view",
    _("view purchase proposals"),
    _("Purchase proposals with their lines, costs and reasons."),
    roles="owner manager pharmacist auditor",
)
PROPOSE = permission(
    "proposals.propose",
    _("prepare purchase proposals"),
    _("Proposes what to buy under a limit, changes it and submits it for approval."),
    roles="owner manager pharmacist",
)
APPROVE_PROPOSAL = permission(
    "proposals.approve",
    _("approve purchase proposals"),
    _("Approves or rejects proposals of others up to the limit. Approval places the orders."),
    roles="owner manager",
)
APPROVE_LARGE = permission(
    "proposals.approve_large",
    _("approve purchase proposals of any amount"),
    _("Approves proposals of others above the limit too."),
    roles="owner",
)
