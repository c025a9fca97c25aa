"""Scheduled work of sales: what each branch sells, and what became of safety alerts."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.catalog.search.stored.popularity import changed_levels, rank_products
from theriac.domains.organisation.queries.branches import branch_dates, list_branches
from theriac.domains.sales.queries.popularity import sold_weights
from theriac.domains.sales.safety.refused import settle_due


@scheduled(every=timedelta(minutes=10))
@task(name="sales.settle_refused_alerts", title=_("Counting what became of safety alerts"))
def settle_refused_alerts() -> int:
    """Count refused sales whose medicine was left out since; tells how many alerts were settled."""
    return settle_due()


@scheduled(daily_at="02:20", in_each_zone=True)
@task(name="sales.rank_products", title=_("Counting bestsellers"))
def rank_what_sells() -> int:
    """Keep how well each product sells at each branch; tells how many levels changed."""
    changed = 0
    branches = list_branches().values_list("id", flat=True)
    for branch_id, today in branch_dates(branches).items():
        levels = changed_levels(branch_id, sold_weights(branch_id, today))
        if levels:
            rank_products(actor=SYSTEM, branch_id=branch_id, levels=levels)
        changed += len(levels)
    return changed
