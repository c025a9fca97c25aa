"""Scheduled work of refills."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.refills.commands.work import prepare_reminders as prepare_at
from theriac.domains.refills.queries.plans import branches_with_plans


@scheduled(every=timedelta(minutes=10))
@task(name="refills.prepare_reminders", title=_("Preparing refill reminders"))
def prepare_reminders() -> int:
    """At each branch with plans, a bounded number in a run; tells how many reminders are new."""
    return sum(prepare_at(actor=SYSTEM, branch_id=one) for one in branches_with_plans())
