"""Budgets as they are listed and read, with what counted and how earlier periods went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.rights import require_everywhere
from theriac.domains.budgets.models import Budget, BudgetChange
from theriac.domains.budgets.permissions import VIEW_BUDGETS
from theriac.domains.budgets.ports import BoughtPart, Grain, seen_with
from theriac.domains.budgets.queries.used import (
    BudgetStanding,
    days_of,
    parts_of,
    standings,
    today_of_pharmacy,
)
from theriac.domains.budgets.rules.facts import MOST_BUDGETS
from theriac.domains.budgets.rules.periods import BudgetPeriod, last_periods
from theriac.domains.catalog.queries.groups import names_of_groups
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.suppliers.queries import names_of_suppliers

MOST_COUNTED = 500
"""Documents that a budget's page tells, the newest first."""


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A budget in its period with today, or in its only one, and what it is of in words."""

    standing: BudgetStanding
    branch: str
    supplier: str
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDocument:
    """A document that counted, minor units.

    It has neither id nor number for who may not see it where it lies.
    """

    kind: str
    document_id: UUID | None
    number: str
    day: date
    amount: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """An earlier period: what the budget was in its end, and what was bought; minor units."""

    period: BudgetPeriod
    amount: int
    actual: int


@query(permission=VIEW_BUDGETS)
def list_budgets(*, actor: Actor, ended: bool = False) -> list[BudgetView]:
    """Those that stand, or that ended, by name; for who may see all branches."""
    require_everywhere(actor, VIEW_BUDGETS)
    rows = Budget.objects.filter(ended_at__isnull=not ended).order_by("name", "id")
    return _views(list(rows[:MOST_BUDGETS]))


@query(permission=VIEW_BUDGETS)
def read_budget(*, actor: Actor, budget_id: UUID) -> BudgetView | None:
    """One budget; None where there is none."""
    require_everywhere(actor, VIEW_BUDGETS)
    return next(iter(_views(list(Budget.objects.filter(id=budget_id)))), None)


@query(permission=VIEW_BUDGETS)
def counted_documents(*, actor: Actor, budget_id: UUID) -> list[CountedDocument]:
    """What counted in the period with today, at most ``MOST_COUNTED``, the newest first."""
    view = read_budget(actor=actor, budget_id=budget_id)
    if view is None:
        return []
    standing = view.standing
    parts = parts_of(standing.row, standing.period, Grain.DOCUMENTS, today_of_pharmacy())
    found = _by_document(parts, actor)
    return sorted(found, key=lambda one: one.day, reverse=True)[:MOST_COUNTED]


@query(permission=VIEW_BUDGETS)
def past_periods(*, actor: Actor, budget_id: UUID) -> list[PastPeriod]:
    """The last twelve months' periods, the newest first; none of one from a day to a day."""
    view = read_budget(actor=actor, budget_id=budget_id)
    if view is None or days_of(view.standing.row) is not None:
        return []
    row, today = view.standing.row, today_of_pharmacy()
    periods = last_periods(row.period, today)
    whole = BudgetPeriod(periods[-1].first_on, periods[0].last_on)
    sums: dict[date, int] = defaultdict(int)
    for part in parts_of(row, whole, Grain.MONTHS, today):
        if part.day is not None:
            sums[part.day] += part.amount
    changes = list(_changes(budget_id))
    return [
        PastPeriod(
            period,
            _amount_in(changes, period),
            sum(amount for month, amount in sums.items() if period.has(month)),
        )
        for period in periods
    ]


def budget_totals(*, actor: Actor, today: date) -> list[BudgetStanding]:
    """Budgets that are over, or nearly; none for who may not see them. For Today.

    One statement where no budget stands.
    """
    if not actor.holds(VIEW_BUDGETS):
        return []
    rows = list(Budget.objects.filter(ended_at=None).order_by("name", "id"))
    if not rows or not actor.may_everywhere(VIEW_BUDGETS):
        return []
    found = [one for one in standings(rows, today) if one.period.has(today)]
    return [one for one in found if one.is_nearly_used]


def _views(rows: Sequence[Budget]) -> list[BudgetView]:
    found = standings(rows, today_of_pharmacy())
    suppliers = names_of_suppliers({one.supplier_id for one in rows if one.supplier_id})
    groups = names_of_groups({one.category_id for one in rows if one.category_id})
    ids = {one.branch_id for one in rows if one.branch_id}
    branches = dict(list_branches(ids).values_list("id", "name")) if ids else {}
    return [
        BudgetView(
            one,
            _name(branches, one.row.branch_id),
            _name(suppliers, one.row.supplier_id),
            _name(groups, one.row.category_id),
        )
        for one in found
    ]


def _name(names: Mapping[UUID, str], key: UUID | None) -> str:
    return "" if key is None else names.get(key, "")


def _by_document(parts: Sequence[BoughtPart], actor: Actor) -> list[CountedDocument]:
    """A document once on a day, in the order of their ids."""
    sums: dict[tuple[UUID, date, str], int] = defaultdict(int)
    one_of: dict[tuple[UUID, date, str], BoughtPart] = {}
    for part in parts:
        if part.document_id is not None and part.day is not None:
            key = (part.document_id, part.day, part.number)
            sums[key] += part.amount
            one_of[key] = part
    found = []
    for key in sorted(sums):
        part = one_of[key]
        is_seen = actor.may(seen_with(part.kind), part.branch_id)
        found.append(
            CountedDocument(
                kind=part.kind,
                document_id=key[0] if is_seen else None,
                number=part.number if is_seen else "",
                day=key[1],
                amount=sums[key],
                is_open=part.is_open,
            )
        )
    return found


def _changes(budget_id: UUID) -> Sequence[tuple[date, int]]:
    """The amounts with the days since when they hold, the oldest first."""
    rows = BudgetChange.objects.filter(budget_id=budget_id).order_by("recorded_at", "id")
    return list(rows.values_list("changed_on", "amount"))


def _amount_in(changes: Sequence[tuple[date, int]], period: BudgetPeriod) -> int:
    """What the budget was in the evening of the period's last day; before it began 0."""
    held = [amount for day, amount in changes if day <= period.last_on]
    return held[-1] if held else 0
