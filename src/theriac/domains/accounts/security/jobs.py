"""What is over is let go: counts of tries, sessions, and rows of sign-ins after three months."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings

from theriac.core import clock
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.accounts.models import SignIn
from theriac.domains.accounts.security.tries import forget_old

KEPT = timedelta(days=2)
SIGN_INS_KEPT = timedelta(days=90)


@scheduled(daily_at="03:30")
@task()
def forget_tries() -> int:
    """Delete the counts and sign-ins that are over; tells how many."""
    before = clock.now() - KEPT
    forgotten = 0
    while found := forget_old(before):
        forgotten += found
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    old = SignIn.objects.filter(last_used_at__lt=clock.now() - SIGN_INS_KEPT)
    return forgotten + old.delete()[0]
