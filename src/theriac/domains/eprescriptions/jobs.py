"""Scheduled work of electronic prescriptions."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.eprescriptions.commands.refuse import let_go as let_go_now


@scheduled(every=timedelta(hours=6))
@task(name="eprescriptions.let_go", title=_("Deleting old electronic prescriptions"))
def let_go() -> int:
    """Those that nobody took in within 90 days; tells how many."""
    return let_go_now(actor=SYSTEM)
