"""Scheduled work of stocktaking: the list of each morning."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.stocktaking.commands.plan import plan_branches


@scheduled(daily_at="00:20", in_each_zone=True)
@task(name="stocktaking.plan_morning_counts", title=_("Creating count lists"))
def plan_morning_counts() -> int:
    """Write each branch's list of what is to be counted today; tells how many items stand on all.

    Where the day's list stands already nothing is done.
    """
    return plan_branches(SYSTEM)
