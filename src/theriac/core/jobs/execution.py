"""One attempt at one job: call the task, write how it ended."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks.utils import get_module_path, normalize_json
from structlog.contextvars import bound_contextvars

from theriac.core.clock import now
from theriac.core.jobs.backend import result_of
from theriac.core.jobs.context import JobCancelled, JobContext, JobInterrupted, JobRun, LeaseLost
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.queue import write_outcome
from theriac.core.jobs.task import UnknownTask, find_task
from theriac.core.problems import Problem
from theriac.core.telemetry.logs import describe_exception, get_logger
from theriac.core.telemetry.requests import request_context

log = get_logger(__name__)
OUTCOME_TRIES = 30
MAX_TRACEBACK = 20_000
FOR_ANOTHER_VERSION = 60
"""Seconds between two looks for a task of an unknown name: another worker may know it."""


def execute(job: Job, run: JobRun) -> None:
    """Run a claimed job in this thread and write its outcome; lets only KeyboardInterrupt out."""
    language = translation.override(job.language or settings.LANGUAGE_CODE)
    facts = {"job_id": str(job.id), "task": job.task, "attempt": job.attempts}
    with request_context(job.request_id, job.requested_by), bound_contextvars(**facts), language:
        started = time.perf_counter()
        state, values = _attempt(job, run)
        if state is None:
            log.warning("the job's lease was lost")
            return
        values |= {
            "done": run.progress.done,
            "total": run.progress.total,
            "message": run.progress.message,
        }
        if _write(job, state, values):
            log.info("job", state=str(state), seconds=round(time.perf_counter() - started, 3))
        else:
            log.warning("the job's outcome came too late; another worker has it")


def _attempt(job: Job, run: JobRun) -> tuple[JobState | None, dict[str, Any]]:
    """The state after the attempt (None: the lease is lost) and what is written with it."""
    try:
        task = find_task(job.task)
        arguments = list(job.args)
        if task.takes_context:
            arguments.insert(0, JobContext(task_result=result_of(job, task), run=run))
        result = normalize_json(task.call(*arguments, **job.kwargs))
    except LeaseLost:
        return None, {}
    except JobCancelled:
        return JobState.CANCELLED, {}
    except JobInterrupted:
        return JobState.READY, {"attempts": job.attempts - 1, "run_after": now()}
    except Problem as problem:
        return JobState.FAILED, _error(problem, str(problem))
    except KeyboardInterrupt:
        raise
    except BaseException as problem:  # noqa: BLE001 (a thread has nobody above it)
        return _failed(job, run, problem)
    return JobState.SUCCEEDED, {"result": result, **_no_error()}


def _failed(job: Job, run: JobRun, problem: BaseException) -> tuple[JobState, dict[str, Any]]:
    log.error("the job failed", exc_info=problem, max_attempts=job.max_attempts)
    values = _error(problem, _sentence(job, problem))
    if run.cancelled.is_set():
        return JobState.CANCELLED, values
    if job.attempts >= job.max_attempts:
        return JobState.FAILED, values
    is_known = not isinstance(problem, UnknownTask)
    pause = find_task(job.task).pause_seconds(job.attempts) if is_known else FOR_ANOTHER_VERSION
    return JobState.READY, values | {"run_after": now() + timedelta(seconds=pause)}


def _sentence(job: Job, problem: BaseException) -> str:
    if isinstance(problem, UnknownTask):
        return _(
            "This version has no background task “%(name)s”. Update the server, then try again."
        ) % {"name": job.task}
    return _("An error occurred. The details were saved for support.")


def _error(problem: BaseException, sentence: str) -> dict[str, Any]:
    return {
        "error_class": get_module_path(type(problem))[:200],
        "error_sentence": sentence[:500],
        "error_traceback": describe_exception(problem)[-MAX_TRACEBACK:],
    }


def _no_error() -> dict[str, Any]:
    return {"error_class": "", "error_sentence": "", "error_traceback": ""}


def _write(job: Job, state: JobState, values: dict[str, Any]) -> bool:
    """Write the outcome, also when the database is away for a while; else the lease runs out."""
    for attempt in range(1, OUTCOME_TRIES + 1):
        try:
            return write_outcome(job, state, **values)
        except (DatabaseError, InterfaceError):
            if attempt == OUTCOME_TRIES:
                log.exception("the job's outcome can't be written")
                return False
            time.sleep(1)
            close_old_connections()
    raise AssertionError("unreachable")
