"""What exceeds a budget is approved by somebody else, each time and for exactly that."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.domains.budgets.permissions import APPROVE_OVER_BUDGET

OVER_BUDGET = declare_action(
    ApprovalAction(
        code="budgets.exceed",
        title=_("Purchase order over a budget"),
        explanation=_("The order takes a budget over its amount for the period."),
        approver=APPROVE_OVER_BUDGET,
        measure=Measure.ALWAYS,
    )
)
