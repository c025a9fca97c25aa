"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_BUDGETS = permission(
    "budgets.view",
    _("view budgets"),
    _("Budgets of the whole pharmacy, with what each has used and what counted."),
    shared=True,
    roles="owner manager auditor",
)
SET_BUDGETS = permission(
    "budgets.set",
    _("set budgets"),
    _("Adds, changes and ends budgets. Orders above a budget wait for approval."),
    shared=True,
    roles="owner manager",
)
APPROVE_OVER_BUDGET = permission(
    "budgets.approve",
    _("approve purchases over a budget"),
    _("Approves purchase orders and proposals of others that exceed a budget."),
    roles="owner manager",
)
