"""Scheduled work of forecasting: the demand of the day that ended."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.forecasting.commands.follow_demand import follow_branches


@scheduled(daily_at="02:40", in_each_zone=True)
@task(name="forecasting.follow_demand", title=_("Updating daily demand"))
def follow_demand() -> int:
    """Keep the demand of each branch's days up to yesterday; tells how many products changed."""
    return follow_branches()
