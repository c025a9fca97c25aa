"""What the screens of one budget share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.budgets.queries.budgets import BudgetView, read_budget
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class BudgetScreen(OneScreen):
    """A screen of the budget that the address names."""

    own_page = "backoffice:budget_detail"
    among = ((gettext_lazy("Budgets"), "backoffice:budget_list"),)

    view: One[BudgetView] = One(
        "budget_id",
        lambda at, key: read_budget(actor=at.actor, budget_id=key),
        missing=gettext_lazy("This budget doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        """Its own name."""
        return str(self.view.standing.row.name)
