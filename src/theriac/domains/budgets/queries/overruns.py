"""Which lines of orders went over a budget; who asks may see the order."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.domains.budgets.models import BudgetOverrun
from theriac.domains.organisation.queries.branches import money_writer


def overruns_by_line(order_id: UUID) -> dict[UUID, list[tuple[UUID, str, int]]]:
    """By line of an order: the budget's id and name, and minor units over it."""
    rows = BudgetOverrun.objects.filter(order_id=order_id).order_by("id")
    found: dict[UUID, list[tuple[UUID, str, int]]] = {}
    for line_id, budget_id, name, over in rows.values_list(
        "line_id", "budget_id", "budget__name", "over"
    ):
        found.setdefault(line_id, []).append((budget_id, name, over))
    return found


def overrun_words_by_line(order_id: UUID) -> dict[UUID, list[str]]:
    """The same in words."""
    found = overruns_by_line(order_id)
    money = money_writer() if found else str
    words = _("Over the budget “%(name)s” by %(amount)s.")
    return {
        line_id: [words % {"name": name, "amount": money(over)} for _key, name, over in told]
        for line_id, told in found.items()
    }
