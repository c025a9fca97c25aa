"""Reading jobs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from theriac.core.actor import Actor
from theriac.core.database.reads import CachedRead
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.permissions import VIEW_JOBS
from theriac.core.problems import NotFound


def list_jobs(actor: Actor) -> QuerySet[Job]:
    """The jobs that the actor may see, newest first: all with VIEW_JOBS, else their own.

    Tracebacks are left out until somebody asks for that column.
    """
    jobs = Job.objects.defer("error_traceback").order_by("-id")
    return jobs if actor.may_anywhere(VIEW_JOBS) else jobs.filter(requested_by=actor.id)


@CachedRead
def _last_results(*tasks: str) -> QuerySet[Job, Any]:
    ended = Job.objects.filter(state=JobState.SUCCEEDED).order_by("-finished_at").values("id")
    newest = (Q(id=Subquery(ended.filter(task=task)[:1])) for task in tasks)
    return Job.objects.filter(reduce(or_, newest)).order_by().values_list("task", "result")


def last_results(tasks: Iterable[str]) -> dict[str, Any]:
    """What each of these tasks gave when it last ended well; one read. Asks for no right."""
    wanted = list(dict.fromkeys(tasks))
    return dict(_last_results(*wanted)) if wanted else {}


def get_job(actor: Actor, job_id: UUID) -> Job:
    """One job that the actor may see. Raises NotFound."""
    job = list_jobs(actor).filter(id=job_id).first()
    if job is None:
        raise NotFound(job_id=str(job_id))
    return job


def count_failed_jobs() -> int:
    """How many jobs are parked as failed."""
    return Job.objects.filter(state=JobState.FAILED).count()
