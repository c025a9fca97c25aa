"""What is to be counted at a branch today, and what of it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date, get_branch
from theriac.domains.stocktaking.models import CountDue, CountEntry
from theriac.domains.stocktaking.permissions import COUNT_STOCK


@dataclass(frozen=True, slots=True)
class DueItem:
    """A product on the morning's list; ``done`` once somebody looked at it today."""

    product_id: UUID
    product: str
    reason: str
    done: bool


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many items the morning's list has, and how many are done."""

    items: int
    done: int


@query(permission=COUNT_STOCK)
def due_today(*, actor: Actor, branch_id: UUID) -> list[DueItem]:
    """The morning's list of a branch, in its order, in three reads."""
    today = branch_date(branch_id)
    rows = list(CountDue.objects.filter(branch_id=branch_id, due_on=today).order_by("rank"))
    names = product_names({row.product_id for row in rows})
    done = _looked_at(branch_id, today)
    return [
        DueItem(row.product_id, names.get(row.product_id, ""), row.reason, row.product_id in done)
        for row in rows
    ]


@query(permission=COUNT_STOCK)
def due_counts(*, actor: Actor, branch_id: UUID, today: date) -> DueCounts:
    """How far the list of the branch's date ``today`` is."""
    due = set(
        CountDue.objects.filter(branch_id=branch_id, due_on=today).values_list(
            "product_id", flat=True
        )
    )
    return DueCounts(len(due), len(due & _looked_at(branch_id, today)) if due else 0)


def _looked_at(branch_id: UUID, today: date) -> set[UUID]:
    branch = get_branch(branch_id)
    zone = ZoneInfo(branch.time_zone if branch else "UTC")
    begins = datetime.combine(today, time(), zone)
    rows = CountEntry.objects.filter(line__count__branch_id=branch_id, looked_at__gte=begins)
    return set(rows.values_list("line__product_id", flat=True))
