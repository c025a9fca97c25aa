"""Letting go of what was done long ago."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q

from theriac.core.clock import now
from theriac.core.jobs.context import JobContext
from theriac.core.jobs.models import Job, JobState, ScheduledRun
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task

KEEP_ENDED = timedelta(days=30)
KEEP_FAILED = timedelta(days=90)
CHUNK = 500


@scheduled(daily_at="03:40")
@task(takes_context=True)
def forget_old_jobs(context: JobContext) -> int:
    """Delete jobs that ended 30 days ago (failed: 90) and due times older than the latest."""
    instant = now()
    ended = [JobState.SUCCEEDED, JobState.CANCELLED]
    old = Q(state__in=ended, finished_at__lt=instant - KEEP_ENDED)
    old |= Q(state=JobState.FAILED, finished_at__lt=instant - KEEP_FAILED)
    forgotten = 0
    while chunk := list(Job.objects.filter(old).values_list("id", flat=True)[:CHUNK]):
        context.check()
        with transaction.atomic():
            forgotten += Job.objects.filter(id__in=chunk).delete()[0]
        context.progress(forgotten)
    _forget_old_runs()
    return forgotten


def _forget_old_runs() -> None:
    before = now() - KEEP_ENDED
    latest = ScheduledRun.objects.values("schedule").annotate(latest=Max("due_at"))
    for row in latest.order_by("schedule"):
        runs = ScheduledRun.objects.filter(schedule=row["schedule"], due_at__lt=row["latest"])
        while chunk := list(runs.filter(due_at__lt=before).values_list("id", flat=True)[:CHUNK]):
            with transaction.atomic():
                ScheduledRun.objects.filter(id__in=chunk).delete()
