"""What an order takes over a budget: found under the lock, noted line by line.

No doors of their own: who places an order calls them in its own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.budgets.models import Budget, BudgetOverrun
from theriac.domains.budgets.problems import BudgetExceeded
from theriac.domains.budgets.queries.used import BudgetIn, covers, period_at, used_in
from theriac.domains.budgets.rules.overruns import overruns
from theriac.domains.budgets.rules.periods import BudgetPeriod
from theriac.domains.capital.commitments import lock_capital
from theriac.domains.catalog.queries.groups import categories_of
from theriac.domains.organisation.queries.branches import branch_date, money_writer


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetCharge:
    """What an order of one supplier asks: product and minor units by line, awaited on a day."""

    supplier_id: UUID
    awaited_on: date | None
    lines: Sequence[tuple[UUID, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOverrun:
    """A line, by its number among all the lines asked, takes a budget ``over`` its amount."""

    budget_id: UUID
    name: str
    period: BudgetPeriod
    line: int
    over: int


def a_budget_stands() -> bool:
    """Whether an order is asked for any budget."""
    return Budget.objects.filter(ended_at=None).exists()


def overruns_under_lock(branch_id: UUID, charges: Sequence[BudgetCharge]) -> list[LineOverrun]:
    """What orders take over budgets; none is placed beside them until the unit of work ends.

    Where no budget stands nothing is locked.
    """
    if not a_budget_stands():
        return []
    lock_capital()
    return overruns_of(branch_id, charges)


def overruns_of(branch_id: UUID, charges: Sequence[BudgetCharge]) -> list[LineOverrun]:
    """The same as it stands now, for who only looks."""
    standing = list(Budget.objects.filter(ended_at=None).order_by("name", "id"))
    today = branch_date(branch_id)
    asked = list(_asked(standing, branch_id, charges, today))
    if not asked:
        return []
    pairs = {(budget.id, period): budget for budget, period, _lines in asked}
    left: dict[BudgetIn, int] = {
        key: pairs[key].amount - use.used
        for key, use in used_in([(pairs[key], key[1]) for key in pairs], today).items()
    }
    found = []
    for budget, period, lines in asked:
        values = [value for _line, value in lines]
        parts = overruns(values, left[budget.id, period])
        left[budget.id, period] -= sum(values)
        found += [
            LineOverrun(budget_id=budget.id, name=budget.name, period=period, line=line, over=over)
            for (line, _value), over in zip(lines, parts, strict=True)
            if over
        ]
    return found


def _asked(
    standing: Sequence[Budget], branch_id: UUID, charges: Sequence[BudgetCharge], today: date
) -> Iterator[tuple[Budget, BudgetPeriod, list[tuple[int, int]]]]:
    """Each budget that an order's lines count for, with the period and those lines."""
    products = {product_id for one in charges for product_id, _value in one.lines}
    is_asked = any(budget.category_id for budget in standing)
    of: Mapping[UUID, UUID] = categories_of(products) if is_asked else {}
    first = 0
    for charge in charges:
        day = max(charge.awaited_on or today, today)
        for budget in standing:
            period = period_at(budget, day)
            if period is None or not covers(budget, branch_id, charge.supplier_id):
                continue
            lines = [
                (at, value)
                for at, (product_id, value) in enumerate(charge.lines, start=first)
                if budget.category_id in {None, of.get(product_id)}
            ]
            if lines:
                yield budget, period, lines
        first += len(charge.lines)


def exceeded(found: Sequence[LineOverrun]) -> BudgetExceeded:
    """The refusal that names each budget and by how much."""
    return BudgetExceeded(
        _("%(what)s Order less, or let someone who may do so approve it.")
        % {"what": overrun_words(found)},
        budgets=[
            {"budget_id": str(key), "name": name, "over": over} for key, name, over in summed(found)
        ],
    )


def summed(found: Sequence[LineOverrun]) -> list[tuple[UUID, str, int]]:
    """Each budget once, with its name and what all lines together take it over, by its id."""
    sums: dict[tuple[UUID, str], int] = {}
    for one in found:
        key = (one.budget_id, one.name)
        sums[key] = sums.get(key, 0) + one.over
    return sorted((key, name, over) for (key, name), over in sums.items())


def overrun_words(found: Sequence[LineOverrun]) -> str:
    """Which budgets, and by how much, a sentence each."""
    return told_words(summed(found))


def told_words(told: Sequence[Sequence[Any]]) -> str:
    """The same of what an approval's content tells: id, name and minor units of each budget."""
    if not told:
        return ""
    money = money_writer()
    return " ".join(
        _("Over the budget “%(name)s” by %(amount)s.") % {"name": name, "amount": money(over)}
        for _key, name, over in told
    )


def note_overruns(
    order_id: UUID,
    line_ids: Sequence[UUID],
    found: Sequence[LineOverrun],
    approval_id: UUID | None,
) -> None:
    """Keep which lines of the order went over which budget, and by what approval."""
    insert_rows(
        BudgetOverrun,
        [
            BudgetOverrun(
                id=new_id(),
                budget_id=one.budget_id,
                order_id=order_id,
                line_id=line_ids[one.line],
                first_on=one.period.first_on,
                last_on=one.period.last_on,
                over=one.over,
                approval_id=approval_id,
                person_id=current_unit().actor.id,
                recorded_at=clock.now(),
            )
            for one in found
        ],
    )
