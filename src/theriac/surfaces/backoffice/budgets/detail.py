"""One budget: what is used and left, what counted, and how the last months went."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from theriac.domains.budgets.commands.budget import end_budget
from theriac.domains.budgets.permissions import SET_BUDGETS, VIEW_BUDGETS
from theriac.domains.budgets.queries.budgets import counted_documents, past_periods
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.budgets.base import BudgetScreen
from theriac.surfaces.backoffice.budgets.words import (
    DOCUMENTS,
    PERIODS,
    bar,
    budget_badge,
    document_link,
    period_words,
    scope_words,
)
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen


class BudgetDetail(BudgetScreen, ExportedScreen):
    """What counted in its period, each opening its document, and earlier periods."""

    permission = VIEW_BUDGETS
    template_name = "backoffice/budgets/detail.html"
    exports = (
        Export(gettext_lazy("Day"), lambda one: one.day),
        Export(gettext_lazy("Document"), lambda one: str(DOCUMENTS[one.kind][0])),
        Export(gettext_lazy("Number"), lambda one: one.number),
        Export(gettext_lazy("Amount"), lambda one: money(one.amount)),
    )

    def exported_rows(self) -> list[Any]:
        return list(counted_documents(actor=self.actor, budget_id=self.view.standing.row.id))

    def context(self) -> dict[str, Any]:
        view = self.view
        standing, row = view.standing, view.standing.row
        return {
            "row": row,
            "scope": scope_words(view),
            "kind": PERIODS[row.period],
            "period": period_words(standing.period, row.period),
            "state": budget_badge(standing),
            "bar": bar(standing),
            "amount": money(row.amount),
            "used": money(standing.use.used),
            "received": money(standing.use.received),
            "on_order": money(standing.use.on_order),
            "left": money(standing.left),
            "documents": [
                (document_link(one), one.day, money(one.amount)) for one in self.exported_rows()
            ],
            "past": [
                (
                    period_words(one.period, row.period),
                    money(one.amount or None),
                    money(one.actual),
                    money(one.amount - one.actual) if one.amount else None,
                )
                for one in past_periods(actor=self.actor, budget_id=row.id)
            ],
            "may_set": row.ended_at is None and self.actor.may_everywhere(SET_BUDGETS),
            **history_beside(self, row.id),
        }


class EndBudget(BudgetScreen, ButtonScreen):
    """No order is asked for it any more."""

    calls = Calls(end_budget, reason=at_most(120))
    done = gettext_lazy("Budget ended. Orders are no longer compared with it.")
