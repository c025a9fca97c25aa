"""Adding a budget, and giving one another name or amount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.budgets.commands.budget import change_budget, set_budget
from theriac.domains.budgets.permissions import SET_BUDGETS
from theriac.domains.budgets.rules.facts import BudgetNew
from theriac.domains.catalog.queries.groups import category_names
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.budgets.base import BudgetScreen
from theriac.surfaces.backoffice.budgets.words import PERIODS
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.button import whole
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

SCOPES = ("category_id", "supplier_id", "branch_id")


class BudgetForm(ScreenForm):
    """How much, in which period, and of what."""

    name = text_of(BudgetNew, "name", gettext_lazy("Name"))
    amount = MoneyField(label=gettext_lazy("Amount per period, with tax and freight"))
    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=list(PERIODS.items()))
    first_on = forms.DateField(label=gettext_lazy("First day"), required=False, localize=False)
    last_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        localize=False,
        help_text=gettext_lazy("Only for fixed dates."),
    )
    category_id = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    supplier_id = forms.ChoiceField(label=gettext_lazy("Supplier"), required=False)
    branch_id = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, tuple[str, Sequence[tuple[Any, str]]]] = {
            "category_id": (_("All categories"), category_names()),
            "supplier_id": (_("All suppliers"), active_suppliers()),
            "branch_id": (_("All branches"), list(list_branches().values_list("id", "name"))),
        }
        for name, (every, known) in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", every), *((str(key), words) for key, words in known)]


class NewBudget(FormScreen):
    """Orders that exceed it wait for approval from now on."""

    permission = SET_BUDGETS
    form_class = BudgetForm
    title = gettext_lazy("Add budget")
    lead = gettext_lazy(
        "A purchase order that exceeds the budget needs approval from another person."
    )
    done = gettext_lazy("Budget added.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Budgets"), reverse("backoffice:budget_list"))]

    def initial(self) -> dict[str, Any]:
        return {"period": "month"}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        made = set_budget(
            actor=self.actor,
            budget=given(
                BudgetNew,
                name=data["name"],
                amount=data["amount"].amount,
                period=data["period"],
                first_on=data["first_on"],
                last_on=data["last_on"],
                **{name: parse_id(data[name]) for name in SCOPES},
            ),
        )
        return reverse("backoffice:budget_detail", args=[made])


class BudgetChangeForm(ScreenForm):
    """Another name or amount, and why."""

    name = text_of(BudgetNew, "name", gettext_lazy("Name"))
    amount = MoneyField(label=gettext_lazy("Amount per period, with tax and freight"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=120)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)


class ChangeBudget(BudgetScreen, FormScreen):
    """What was ordered stays; from now on orders are compared with the new amount."""

    permission = SET_BUDGETS
    form_class = BudgetChangeForm
    below = True
    title = gettext_lazy("Change budget")
    done = gettext_lazy("Saved. It applies to orders from now on.")

    def initial(self) -> dict[str, Any]:
        row = self.view.standing.row
        return {"name": row.name, "amount": money(row.amount), "version": row.version}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        change_budget(
            actor=self.actor,
            budget_id=self.view.standing.row.id,
            version=whole(data["version"]),
            name=data["name"],
            amount=data["amount"].amount,
            reason=data["reason"],
        )
        return self.address()
