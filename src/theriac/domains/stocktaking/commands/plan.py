"""The morning's list of what is to be counted at a branch."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import (
    branch_date,
    get_settings,
    list_branches,
)
from theriac.domains.stock.models import Balance
from theriac.domains.stocktaking.models import CountDue, CountResult
from theriac.domains.stocktaking.permissions import REVIEW_COUNT
from theriac.domains.stocktaking.queries.classes import controlled_products, values_sold
from theriac.domains.stocktaking.queries.lines import count_limits
from theriac.domains.stocktaking.rules import CountCandidate, classes_of, due_list, is_over

ITEMS = 20
"""How many a morning before the pharmacy settles it; the controlled ones come on top."""


@command(name="stocktaking.plan_counts", done=_("Created a count list"), permission=REVIEW_COUNT)
def plan_counts(*, actor: Actor, branch_id: BranchId) -> int:
    """Write today's list of the branch where there is none yet; returns how many stand on it."""
    today = branch_date(branch_id)
    standing = CountDue.objects.filter(branch_id=branch_id, due_on=today).count()
    if standing:
        return standing
    settings = get_settings()
    most = ITEMS if settings is None else settings.count_items
    due = due_list(_candidates(branch_id, today), today=today, most=most)
    rows = {
        one.product_id: CountDue(
            id=new_id(),
            branch_id=branch_id,
            product_id=one.product_id,
            due_on=today,
            reason=why,
            rank=rank,
        )
        for rank, (one, why) in enumerate(due, start=1)
    }
    insert_absent(CountDue, [rows[key] for key in sorted(rows)])
    current_unit().record(
        "stock.count_plan", current_unit().effect_id, facts={"on": str(today), "items": len(rows)}
    )
    return len(rows)


def plan_branches(actor: Actor) -> int:
    """The list of every branch's new day; how many items stand on all of them."""
    return sum(
        plan_counts(actor=actor, branch_id=BranchId(branch.id)) for branch in list_branches()
    )


def _candidates(branch_id: UUID, today: date) -> list[CountCandidate]:
    values = values_sold(branch_id, today)
    classes = classes_of(values)
    here = set(
        Balance.objects.filter(branch_id=branch_id, quantity__gt=0)
        .order_by()
        .values_list("product_id", flat=True)
        .distinct()
    )
    controlled = set(controlled_products())
    looked = _last_looks(branch_id)
    differed = _differed(branch_id, looked)
    return [
        CountCandidate(
            product_id=key,
            abc=classes.get(key, "C"),
            controlled=key in controlled,
            counted_on=branch_date(branch_id, looked[key]) if key in looked else None,
            differed=key in differed,
            value=values.get(key, 0),
        )
        for key in here
    ]


def _last_looks(branch_id: UUID) -> dict[UUID, datetime]:
    rows = CountResult.objects.filter(branch_id=branch_id).order_by()
    return dict(rows.values_list("product_id").annotate(last=Max("looked_at")))


def _differed(branch_id: UUID, looked: dict[UUID, datetime]) -> set[UUID]:
    """The products of which the last look found a difference over the limit."""
    limits = count_limits(branch_id)
    rows = CountResult.objects.filter(branch_id=branch_id).exclude(counted=F("expected"))
    return {
        key
        for key, counted, expected, value, looked_at in rows.values_list(
            "product_id", "counted", "expected", "value", "looked_at"
        )
        if looked_at == looked[key]
        and is_over(counted=counted, expected=expected, value=value, limits=limits)
    }
