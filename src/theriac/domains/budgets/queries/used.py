"""What budgets have used, counted from what was bought; nothing is asked of who reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core import clock
from theriac.domains.budgets.models import Budget
from theriac.domains.budgets.ports import BoughtAsked, BoughtPart, Grain, bought
from theriac.domains.budgets.rules.overruns import share_used
from theriac.domains.budgets.rules.periods import BudgetPeriod, period_around
from theriac.domains.catalog.queries.groups import categories_of
from theriac.domains.organisation.queries.branches import branch_time_zones

BudgetIn = tuple[UUID, BudgetPeriod]
"""A budget in one of its periods."""
NEARLY = 90
"""Percent that are told on Today."""


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """Minor units that came, less what came back, and that are on order."""

    received: int = 0
    on_order: int = 0

    @property
    def used(self) -> int:
        """Both together."""
        return self.received + self.on_order


@dataclass(frozen=True, slots=True)
class BudgetStanding:
    """A budget in a period: what it has used, and what is left of it."""

    row: Budget
    period: BudgetPeriod
    use: BudgetUse

    @property
    def left(self) -> int:
        """Below zero where it is over."""
        return int(self.row.amount) - self.use.used

    @property
    def share(self) -> int:
        """Percent that are used."""
        return share_used(self.use.used, self.row.amount)

    @property
    def is_nearly_used(self) -> bool:
        """Whether Today tells it."""
        return self.share >= NEARLY


def today_of_pharmacy() -> date:
    """The day where the pharmacy is."""
    return clock.today(branch_time_zones()[0])


def days_of(budget: Budget) -> BudgetPeriod | None:
    """The one period of a budget from a day to a day; None of any other."""
    if budget.first_on is None or budget.last_on is None:
        return None
    return BudgetPeriod(budget.first_on, budget.last_on)


def period_at(budget: Budget, day: date) -> BudgetPeriod | None:
    """The budget's period with this day, where it has one."""
    return period_around(budget.period, day, days_of(budget))


def standings(budgets: Iterable[Budget], today: date) -> list[BudgetStanding]:
    """Each in its period with today, or in its only one; three statements a period and one more."""
    pairs = [
        (budget, period)
        for budget in budgets
        if (period := days_of(budget) or period_at(budget, today)) is not None
    ]
    used = used_in(pairs, today)
    return [BudgetStanding(row, period, used[row.id, period]) for row, period in pairs]


def used_in(pairs: Sequence[tuple[Budget, BudgetPeriod]], today: date) -> dict[BudgetIn, BudgetUse]:
    """What each budget has used in a period of it."""
    found: dict[BudgetIn, BudgetUse] = {}
    by_period: dict[BudgetPeriod, list[Budget]] = defaultdict(list)
    for budget, period in pairs:
        by_period[period].append(budget)
    for period, budgets in by_period.items():
        asked = BoughtAsked(first_on=period.first_on, last_on=period.last_on, today=today)
        parts = list(bought(asked))
        of = categories(parts, budgets)
        for budget in budgets:
            found[budget.id, period] = use_of(counted(budget, parts, of))
    return found


def categories(parts: Sequence[BoughtPart], budgets: Iterable[Budget]) -> Mapping[UUID, UUID]:
    """The categories of what was bought, where one of the budgets asks for one."""
    if all(one.category_id is None for one in budgets):
        return {}
    return categories_of({part.product_id for part in parts})


def counted(
    budget: Budget, parts: Iterable[BoughtPart], of: Mapping[UUID, UUID]
) -> list[BoughtPart]:
    """The parts that are of the budget."""
    return [
        part
        for part in parts
        if covers(budget, part.branch_id, part.supplier_id)
        and budget.category_id in {None, of.get(part.product_id)}
    ]


def covers(budget: Budget, branch_id: UUID, supplier_id: UUID) -> bool:
    """Whether what this branch buys of this supplier counts, whatever its category."""
    return budget.branch_id in {None, branch_id} and budget.supplier_id in {None, supplier_id}


def use_of(parts: Iterable[BoughtPart]) -> BudgetUse:
    """The sums of these parts."""
    received = on_order = 0
    for part in parts:
        if part.is_open:
            on_order += part.amount
        else:
            received += part.amount
    return BudgetUse(received, on_order)


def parts_of(budget: Budget, period: BudgetPeriod, grain: Grain, today: date) -> list[BoughtPart]:
    """What counted for a budget in these days."""
    asked = BoughtAsked(
        first_on=period.first_on,
        last_on=period.last_on,
        today=today,
        grain=grain,
        branch_id=budget.branch_id,
        supplier_id=budget.supplier_id,
    )
    parts = list(bought(asked))
    return counted(budget, parts, categories(parts, [budget]))
