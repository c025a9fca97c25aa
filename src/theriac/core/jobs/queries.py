"""Reading jobs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.permissions import VIEW_JOBS
from theriac.core.problems import NotFound


def list_jobs(actor: Actor) -> QuerySet[Job]:
    """The jobs that the actor may see, newest first: all with VIEW_JOBS, else their own.

    Tracebacks are left out until somebody asks for that column.
    """
    jobs = Job.objects.defer("error_traceback").order_by("-id")
    return jobs if actor.may_anywhere(VIEW_JOBS) else jobs.filter(requested_by=actor.id)


def get_job(actor: Actor, job_id: UUID) -> Job:
    """One job that the actor may see. Raises NotFound."""
    job = list_jobs(actor).filter(id=job_id).first()
    if job is None:
        raise NotFound(job_id=str(job_id))
    return job


def count_failed_jobs() -> int:
    """How many jobs are parked as failed."""
    return Job.objects.filter(state=JobState.FAILED).count()
