"""Scheduled work of loyalty: points that expire."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.loyalty.commands.expire import expire_points, members_due
from theriac.domains.organisation.queries.branches import latest_date

AT_ONCE = 100


@scheduled(daily_at="02:40")
@task(name="loyalty.expire_points", title=_("Loyalty points that expire"))
def expire_due_points() -> int:
    """Take off what ended; how many points."""
    total, after = 0, UUID(int=0)
    while ids := members_due(latest_date(), after, AT_ONCE):
        total += expire_points(actor=SYSTEM, member_ids=ids)
        after = ids[-1]
    return total
