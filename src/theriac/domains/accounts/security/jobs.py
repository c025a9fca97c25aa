"""Counts of tries that nobody added to for days are let go."""

from __future__ import annotations

from datetime import timedelta

from theriac.core import clock
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.accounts.security.tries import forget_old

KEPT = timedelta(days=2)


@scheduled(daily_at="03:30")
@task()
def forget_tries() -> int:
    """Delete the counts that are over; tells how many."""
    before = clock.now() - KEPT
    forgotten = 0
    while found := forget_old(before):
        forgotten += found
    return forgotten
