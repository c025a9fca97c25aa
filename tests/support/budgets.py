"""Budgets, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.domains.budgets.commands.budget import set_budget
from theriac.domains.budgets.models import Budget
from theriac.domains.budgets.queries.used import BudgetUse, period_at, used_in
from theriac.domains.budgets.rules.facts import BudgetNew


def a_budget(shop: Shop, amount: int = 100_000, **facts: Any) -> UUID:
    """A budget of each month, set by the owner; its id."""
    told = {"name": "Medicines", "amount": amount, **facts}
    return set_budget(actor=shop.owner, budget=given(BudgetNew, **told))


def use_of_budget(shop: Shop, budget_id: UUID) -> BudgetUse:
    """What it has used in the period with the shop's today."""
    budget = Budget.objects.get(id=budget_id)
    period = period_at(budget, shop.today)
    assert period is not None
    return used_in([(budget, period)], shop.today)[budget_id, period]
