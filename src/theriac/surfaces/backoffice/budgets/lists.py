"""All budgets that stand, or that ended, with what each has used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.budgets.permissions import SET_BUDGETS, VIEW_BUDGETS
from theriac.domains.budgets.queries.budgets import BudgetView, list_budgets
from theriac.surfaces.backoffice.budgets.words import bar, budget_badge, period_words, scope_words
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget in words."""

    told: BudgetView

    @property
    def pk(self) -> UUID:
        """The budget."""
        return self.told.standing.row.id

    @property
    def name(self) -> str:
        return str(self.told.standing.row.name)

    @property
    def scope(self) -> str:
        """What it is of, and in which period."""
        standing = self.told.standing
        period = period_words(standing.period, standing.row.period)
        return f"{scope_words(self.told)} · {period}"

    @property
    def bar(self) -> SafeString:
        return bar(self.told.standing)

    @property
    def state(self) -> SafeString:
        return budget_badge(self.told.standing)

    @property
    def amount(self) -> Money | None:
        return money(self.told.standing.row.amount)

    @property
    def received(self) -> Money | None:
        return money(self.told.standing.use.received)

    @property
    def on_order(self) -> Money | None:
        return money(self.told.standing.use.on_order)

    @property
    def left(self) -> Money | None:
        """Below zero where it is over."""
        return money(self.told.standing.left)


class BudgetTable(ListTable):
    """What it is of, its amount, and what is left."""

    name = NameColumn(
        verbose_name=_("Budget"),
        url=lambda row: reverse("backoffice:budget_detail", args=[row.pk]),
        note=lambda row: row.scope,
    )
    bar = TextColumn(verbose_name=_("Used"), label=_("Used"))
    amount = MoneyColumn(verbose_name=_("Amount"), label=_("Amount"))
    received = MoneyColumn(verbose_name=_("Received"), label=_("Received"), wide_only=True)
    on_order = MoneyColumn(verbose_name=_("On order"), label=_("On order"), wide_only=True)
    left = MoneyColumn(verbose_name=_("Left"), label=_("Left"))
    state = TextColumn(verbose_name=_("Status"), label=_("Status"))


class BudgetFilters(ListFilters):
    """Those that stand, or that ended."""

    state = django_filters.ChoiceFilter(
        label=_("Status"),
        method="keep",
        choices=[("ended", _("Ended"))],
        empty_label=_("Current"),
    )

    def keep(self, rows: Any, name: str, value: Any) -> Any:
        """The screen asks for these."""
        return rows


class BudgetList(GatheredList):
    """Every budget with what was received, what is on order and what is left."""

    permission = VIEW_BUDGETS
    title = _("Budgets")
    counted = ngettext_lazy("%(count)s budget", "%(count)s budgets", "count")
    table_class = BudgetTable
    filterset_class = BudgetFilters
    sorts = {
        "name": Sort(_("Budget"), ()),
        "left": Sort(_("Left"), ()),
    }
    orders = {
        "name": lambda row: row.name.casefold(),
        "left": lambda row: row.told.standing.left,
    }
    default_sort = "name"
    exports = (
        Export(_("Budget"), lambda row: row.name),
        Export(_("Scope"), lambda row: row.scope),
        Export(_("Amount"), lambda row: row.amount),
        Export(_("Received"), lambda row: row.received),
        Export(_("On order"), lambda row: row.on_order),
        Export(_("Left"), lambda row: row.left),
    )
    empty = Empty(
        _("No budgets"),
        _("Add a budget: purchase orders that exceed it then need approval."),
        "piggy-bank",
    )

    def gathered(self) -> Sequence[BudgetRow]:
        ended = self.request.GET.get("state") == "ended"
        return [BudgetRow(one) for one in list_budgets(actor=self.actor, ended=ended)]

    def actions(self) -> Sequence[Action]:
        return [
            Action(_("Add budget"), "plus-lg", reverse("backoffice:budget_new"), SET_BUDGETS),
        ]
