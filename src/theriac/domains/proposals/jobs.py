"""Scheduled work of proposals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.proposals.commands.expire import expire_proposals


@scheduled(daily_at="00:20", in_each_zone=True)
@task(name="proposals.expire", title=_("Ending old purchase proposals"))
def end_old_proposals() -> int:
    """End what nobody decided until its last day; tells how many."""
    return expire_proposals()
