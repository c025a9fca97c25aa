"""Scheduled work of parked baskets."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.parked_baskets.commands.expire import expire_baskets, outdated


@scheduled(every=timedelta(hours=1))
@task(name="parked_baskets.expire", title=_("Removing old parked baskets"))
def expire() -> int:
    """Remove what waited too long; tells how many baskets."""
    branches = outdated().order_by().values_list("branch_id", flat=True).distinct()
    return sum(expire_baskets(actor=SYSTEM, branch_id=branch_id) for branch_id in branches)
