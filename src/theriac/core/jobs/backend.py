"""Django's tasks API over our queue. A distributed engine is a second backend beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from theriac.core.clock import now
from theriac.core.command import current_unit
from theriac.core.ids import parse_id
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.queue import insert_job
from theriac.core.jobs.task import JobTask, find_task
from theriac.core.telemetry.request_id import current_request_id
from theriac.core.telemetry.requests import current_actor_id

_STATUS = {
    JobState.READY: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.SUCCEEDED: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
    JobState.CANCELLED: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """Keeps jobs in the database; ``theriac worker`` runs them."""

    task_class: Any = JobTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(
        self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> TaskResult[Any]:
        """Queue the task in the caller's transaction.

        Raises TypeError for arguments that JSON doesn't take.
        """
        self.validate_task(task)
        if not isinstance(task, JobTask):
            raise InvalidTaskError(f"{task.module_path} is not a task of this backend")
        instant = now()
        job = Job(
            task=task.name,
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            queue=task.queue_name,
            priority=task.priority,
            run_after=task.run_after or instant,
            max_attempts=task.max_attempts,
            unique_key=task.unique_key,
            requested_by=task.requested_by or _acting(),
            request_id=current_request_id(),
            language=get_language() or "",
            created_at=instant,
        )
        return result_of(insert_job(job), task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """The present state of a job by its id. Raises TaskResultDoesNotExist."""
        job_id = parse_id(result_id)
        job = None if job_id is None else Job.objects.filter(id=job_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job, find_task(job.task))


def _acting() -> UUID | None:
    """The actor of the running command, else of the request."""
    try:
        return current_unit().actor.id
    except RuntimeError:
        return current_actor_id()


def result_of(job: Job, task: JobTask[..., Any]) -> TaskResult[Any]:
    """The job as Django's tasks API shows it; cancelled is failed there."""
    errors = []
    if job.error_class or job.state == JobState.CANCELLED:
        path = job.error_class or "theriac.core.jobs.context.JobCancelled"
        errors.append(TaskError(exception_class_path=path, traceback=job.error_traceback))
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=str(job.id),
        status=_STATUS[JobState(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=errors,
        worker_ids=list(job.workers),
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
