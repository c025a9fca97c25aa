"""Scheduled work of stock: the daily look at expiries."""

from __future__ import annotations

from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.stock.expiry_alerts import review_branches


@scheduled(daily_at="00:10", in_each_zone=True)
@task()
def review_expiries() -> int:
    """Raise and clear expiry alerts for each branch's new day; tells how many are open.

    It is due soon after midnight wherever there are branches, and looks at all of them by their
    own dates: where no day has begun nothing is to be done.
    """
    return review_branches()
