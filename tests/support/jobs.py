"""Tasks run here and now, in this thread: under this test's clock and key store."""

from __future__ import annotations

from typing import Any

from theriac.core.ids import new_id
from theriac.core.jobs.context import JobContext, JobRun
from theriac.core.jobs.execution import execute
from theriac.core.jobs.queue import claim_job
from theriac.core.jobs.task import JobTask
from theriac.core.jobs.worker import WorkerTerms


def done_now(task: JobTask[..., Any], **arguments: Any) -> Any:
    """What the task returns."""
    run = JobRun(job_id=new_id(), attempt=1)
    context: Any = JobContext(task_result=None, run=run)  # type: ignore[arg-type]
    return task.func(context, **arguments)


def run_due_jobs(limit: int = 1000) -> int:
    """Run the jobs that are due now; how many there were."""
    for count in range(limit):
        job = claim_job("tests", WorkerTerms().lease)
        if job is None:
            return count
        execute(job, JobRun(job.id, job.attempts))
    return limit
