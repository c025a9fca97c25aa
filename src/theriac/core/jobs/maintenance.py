"""Letting go of what was done long ago: what is done after a month, what failed after three."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.clock import now
from theriac.core.jobs.models import Job, JobState, ScheduledRun
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.retention.registry import DueRow, RecordKind, retains

KEEP_RUNS = timedelta(days=30)
CHUNK = 500
DONE = (JobState.SUCCEEDED, JobState.CANCELLED)
FAILED = (JobState.FAILED,)


def _due(states: Sequence[JobState]) -> Callable[[datetime], Iterable[DueRow]]:
    def due(before: datetime) -> Iterator[DueRow]:
        rows = Job.objects.filter(state__in=states, finished_at__lt=before).order_by("id")
        for row_id, at in rows.values_list("id", "finished_at").iterator():
            if at is not None:
                yield DueRow(row_id, at)

    return due


def _clear(states: Sequence[JobState]) -> Callable[[Actor, Sequence[UUID], datetime], int]:
    def clear(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
        rows = Job.objects.filter(id__in=list(ids), state__in=states, finished_at__lt=before)
        return rows.delete()[0]

    return clear


@scheduled(daily_at="03:40")
@task(name="jobs.forget_old_jobs", title=_("Delete old tasks"))
def forget_old_jobs() -> int:
    """Delete due times of 30 days ago but the latest; jobs themselves go by retention; how many."""
    before = now() - KEEP_RUNS
    forgotten = 0
    latest = ScheduledRun.objects.values("schedule").annotate(latest=Max("due_at"))
    for row in latest.order_by("schedule"):
        runs = ScheduledRun.objects.filter(schedule=row["schedule"], due_at__lt=row["latest"])
        while chunk := list(runs.filter(due_at__lt=before).values_list("id", flat=True)[:CHUNK]):
            with transaction.atomic():
                forgotten += ScheduledRun.objects.filter(id__in=chunk).delete()[0]
    return forgotten


retains(
    RecordKind(
        code="jobs.done",
        title=_("Finished background tasks"),
        counted_from=_("when it ended"),
        due=_due(DONE),
        clear=_clear(DONE),
        usual_days=30,
        at_once=CHUNK,
        clears_itself=True,
    )
)
retains(
    RecordKind(
        code="jobs.failed",
        title=_("Failed background tasks"),
        counted_from=_("when it ended"),
        due=_due(FAILED),
        clear=_clear(FAILED),
        usual_days=90,
        at_once=CHUNK,
        clears_itself=True,
    )
)
