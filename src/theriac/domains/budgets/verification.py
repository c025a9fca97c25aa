"""What must always be true of budgets, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.budgets.models import Budget, BudgetChange

AMOUNT_DIFFERS = finding(
    "budgets.amount_differs",
    _("Budget %(budget)s is of %(amount)s, it was last set to %(set)s."),
)


@verifies("budgets.amounts")
def amounts_are_the_last_set(findings: Findings) -> None:
    """Each budget's amount is that of its newest change."""
    rows = BudgetChange.objects.order_by("recorded_at", "id")
    last = dict(rows.values_list("budget_id", "amount").iterator())
    for key, amount in Budget.objects.order_by("id").values_list("id", "amount").iterator():
        if last.get(key) != amount:
            findings.violate(AMOUNT_DIFFERS, budget=key, amount=amount, set=last.get(key, 0))
        findings.look(1)
