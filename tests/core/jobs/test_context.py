"""A job's context: progress in memory, and the three reasons to stop."""

from __future__ import annotations

import pytest

from tests.core.jobs import sample_tasks
from theriac.core.ids import new_id
from theriac.core.jobs.backend import result_of
from theriac.core.jobs.context import (
    JobCancelled,
    JobContext,
    JobInterrupted,
    JobRun,
    JobStopped,
    LeaseLost,
    Progress,
)
from theriac.core.jobs.models import Job


def _context() -> JobContext:
    job = Job(task=sample_tasks.walk.name, attempts=1, workers=["me"])
    return JobContext(task_result=result_of(job, sample_tasks.walk), run=JobRun(new_id(), 1))


def test_progress_keeps_its_total_and_cuts_long_messages() -> None:
    context = _context()
    context.progress(1, 10, "m" * 300)
    assert context.run.progress == Progress(1, 10, "m" * 200)
    context.progress(2)
    assert context.run.progress == Progress(2, 10, "")


def test_check_tells_why_to_stop_and_no_except_exception_swallows_it() -> None:
    context = _context()
    context.check()
    for event, reason in [
        (context.run.interrupted, JobInterrupted),
        (context.run.cancelled, JobCancelled),
        (context.run.lost, LeaseLost),
    ]:
        event.set()
        with pytest.raises(reason):
            context.check()
    assert not issubclass(JobStopped, Exception)
    assert (context.job_id, context.attempt) == (context.run.job_id, 1)
