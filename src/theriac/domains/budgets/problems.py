"""The refusals that this domain may give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class BudgetRefused(Unprocessable):
    """What can't be a budget; ``errors`` say where and why."""

    type = "budgets.refused"
    title = _("This budget can’t be saved")


class BudgetEnded(Conflict):
    """A budget that ended can't be changed or ended again."""

    type = "budgets.ended"
    title = _("This budget has ended")


class BudgetExceeded(Conflict):
    """An order over a budget that nobody approved so; its facts name each budget."""

    type = "budgets.exceeded"
    title = _("This exceeds a budget")
