"""What is over is let go: counts of tries and sessions. Sign-ins go by retention."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.accounts.security.tries import forget_old

KEPT = timedelta(days=2)


@scheduled(daily_at="03:30")
@task(name="accounts.forget_tries", title=_("Delete expired sessions"))
def forget_tries() -> int:
    """Delete the counts and sessions that are over; tells how many counts."""
    before = clock.now() - KEPT
    forgotten = 0
    while found := forget_old(before):
        forgotten += found
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return forgotten
