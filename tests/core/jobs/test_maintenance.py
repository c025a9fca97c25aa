"""Old jobs are forgotten, failed ones later, and of due times the latest stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.jobs import sample_tasks
from theriac.core.actor import SYSTEM
from theriac.core.clock import now
from theriac.core.jobs.maintenance import forget_old_jobs
from theriac.core.jobs.models import Job, JobState, ScheduledRun
from theriac.core.retention.registry import kind_of


@pytest.mark.django_db
def test_what_ended_long_ago_is_forgotten() -> None:
    kept = []
    for state, days in [
        (JobState.SUCCEEDED, 31),
        (JobState.SUCCEEDED, 29),
        (JobState.CANCELLED, 31),
        (JobState.FAILED, 89),
        (JobState.FAILED, 91),
    ]:
        job_id = sample_tasks.add.enqueue(1, 2).id
        Job.objects.filter(id=job_id).update(state=state, finished_at=now() - timedelta(days=days))
        if (state, days) in [(JobState.SUCCEEDED, 29), (JobState.FAILED, 89)]:
            kept.append(job_id)
    for schedule, days in [("a", 90), ("a", 40), ("b", 40), ("b", 10)]:
        ScheduledRun.objects.create(schedule=schedule, due_at=now() - timedelta(days=days))
    for code, days, cleared in (("jobs.done", 30, 2), ("jobs.failed", 90, 1)):
        kind, before = kind_of(code), now() - timedelta(days=days)
        assert kind is not None
        assert (kind.usual_days, kind.clears_itself) == (days, True)
        due = [row.id for row in kind.due(before)]
        assert kind.clear(SYSTEM, due, before) == cleared == len(due)
    left = Job.objects.order_by("id").values_list("id", flat=True)
    assert [str(job_id) for job_id in left] == kept
    assert forget_old_jobs.call() == 2
    assert list(ScheduledRun.objects.order_by("schedule").values_list("schedule", flat=True)) == [
        "a",
        "b",
    ]
