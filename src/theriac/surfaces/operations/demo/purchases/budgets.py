"""The demo's budgets: one of a category and one of a supplier, those of which most was bought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.budgets.commands.budget import set_budget
from theriac.domains.budgets.ports import BoughtAsked, BoughtPart, Grain, bought
from theriac.domains.budgets.rules.facts import BudgetNew
from theriac.domains.budgets.rules.periods import last_periods
from theriac.domains.catalog.queries.groups import categories_of, names_of_groups
from theriac.domains.suppliers.queries import names_of_suppliers

ABOVE = 115
"""A budget in percent of what a month bought on the mean."""
ROOM = 105
"""And at the least in percent of what this month bought and ordered."""
By = tuple[str, UUID]


def add_budgets(owner: Actor, first: date, end: datetime, today: date) -> int:
    """Set them as of the pharmacy's first day, so that earlier months tell how they went.

    After everything that the demo buys: nothing of it is over a budget. Tells how many.
    """
    month = last_periods("month", today)[0]
    asked = BoughtAsked(first_on=first, last_on=month.last_on, today=today, grain=Grain.MONTHS)
    parts = list(bought(asked))
    came = [part for part in parts if not part.is_open]
    months = max(1, len({part.day for part in came}))
    usual, now = _sums(came), _sums(part for part in parts if part.day == month.first_on)
    count = 0
    for scope in ("category_id", "supplier_id"):
        theirs = {by: amount for by, amount in usual.items() if by[0] == scope and amount > 0}
        if theirs:
            by = max(theirs, key=lambda one: theirs[one])
            amount = max(theirs[by] * ABOVE // 100 // months, now[by] * ROOM // 100)
            name = (names_of_groups([by[1]]) | names_of_suppliers([by[1]]))[by[1]]
            told = {"name": name[:80], "amount": _round(amount), scope: by[1]}
            with clock.at(end - (today - first)):
                set_budget(actor=owner, budget=given(BudgetNew, **told))
            count += 1
    return count


def _sums(parts: Iterable[BoughtPart]) -> dict[By, int]:
    """What was bought by category and by supplier."""
    kept = list(parts)
    of = categories_of({part.product_id for part in kept})
    sums: dict[By, int] = defaultdict(int)
    for part in kept:
        sums["supplier_id", part.supplier_id] += part.amount
        if part.product_id in of:
            sums["category_id", of[part.product_id]] += part.amount
    return sums


def _round(amount: int) -> int:
    """Up to two digits that aren't 0, as people set budgets."""
    unit: int = 10 ** max(0, len(str(amount)) - 2)
    return max(1, -(-amount // unit) * unit)
