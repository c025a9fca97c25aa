"""Scheduled work of replenishment: expiries and minimums of each new day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.replenishment.commands.expiry_alerts import review_branches
from theriac.domains.replenishment.commands.low_stock_alerts import review_minimums


@scheduled(daily_at="00:10", in_each_zone=True)
@task(name="replenishment.review_expiries", title=_("Checking for expiring batches"))
def review_expiries() -> int:
    """Raise and clear expiry alerts for each branch's new day; tells how many are open.

    It is due soon after midnight wherever there are branches, and looks at all of them by their
    own dates: where no day has begun nothing is to be done.
    """
    return review_branches()


@scheduled(daily_at="00:15", in_each_zone=True)
@task(name="replenishment.review_low_stocks", title=_("Checking for low stock"))
def review_low_stocks() -> int:
    """Raise and clear alerts of low stock for each branch's new day; tells how many changed.

    What expired at midnight may no longer be sold, so that less than the minimum may be left.
    """
    return review_minimums()
