"""Old jobs are forgotten, failed ones later, and of due times the latest stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.jobs import sample_tasks
from theriac.core.clock import now
from theriac.core.jobs.maintenance import forget_old_jobs
from theriac.core.jobs.models import Job, JobState, ScheduledRun
from theriac.core.jobs.worker import run_due_jobs


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
    result = forget_old_jobs.enqueue()
    assert run_due_jobs() == 1
    result.refresh()
    assert result.return_value == 3
    left = Job.objects.exclude(id=result.id).order_by("id").values_list("id", flat=True)
    assert [str(job_id) for job_id in left] == kept
    assert list(ScheduledRun.objects.order_by("schedule").values_list("schedule", flat=True)) == [
        "a",
        "b",
    ]
