"""Addresses of budgets."""

from django.urls import path

from theriac.surfaces.backoffice.budgets.detail import BudgetDetail, EndBudget
from theriac.surfaces.backoffice.budgets.forms import ChangeBudget, NewBudget
from theriac.surfaces.backoffice.budgets.lists import BudgetList

_ONE = "budgets/<uuid:budget_id>/"
urlpatterns = [
    path("budgets/", BudgetList.as_view(), name="budget_list"),
    path("budgets/new/", NewBudget.as_view(), name="budget_new"),
    path(_ONE, BudgetDetail.as_view(), name="budget_detail"),
    path(f"{_ONE}change/", ChangeBudget.as_view(), name="budget_change"),
    path(f"{_ONE}end/", EndBudget.as_view(), name="budget_end"),
]
