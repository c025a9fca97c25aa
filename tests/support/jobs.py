"""A task that takes a context, run here and now: under this test's clock and key store."""

from __future__ import annotations

from typing import Any

from theriac.core.ids import new_id
from theriac.core.jobs.context import JobContext, Run
from theriac.core.jobs.task import JobTask


def done_now(task: JobTask[..., Any], **arguments: Any) -> Any:
    """What the task returns."""
    run = Run(job_id=new_id(), attempt=1)
    context: Any = JobContext(task_result=None, run=run)  # type: ignore[arg-type]
    return task.func(context, **arguments)
