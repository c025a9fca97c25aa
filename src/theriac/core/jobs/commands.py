"""What a person does to a job: cancel it, or have it tried again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.clock import now
from theriac.core.command import command, current_unit
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.permissions import MANAGE_JOBS
from theriac.core.jobs.queue import wake_workers
from theriac.core.problems import Conflict, NotFound
from theriac.core.rights import require_everywhere


@command(name="jobs.cancel_job", done=_("Stopped a background task"))
def cancel_job(*, actor: Actor, job_id: UUID) -> Job:
    """A waiting job won't run; a running one stops at its next check.

    Permission MANAGE_JOBS, unless the actor asked for the job. Raises NotFound, NotPermitted,
    and Conflict when the job has ended.
    """
    job = _locked(actor, job_id)
    if not job.is_live:
        raise Conflict(_("This task has already ended."), job_id=str(job_id))
    job.cancel_requested = True
    if job.state == JobState.READY:
        job.state = JobState.CANCELLED
        job.live_key = None
        job.finished_at = now()
    job.save()
    current_unit().record("job", job.id, facts={"task": job.task, "attempts": job.attempts})
    return job


@command(name="jobs.retry_job", done=_("Repeated a background task"))
def retry_job(*, actor: Actor, job_id: UUID) -> Job:
    """A failed or cancelled job waits again, with all its attempts.

    Permission MANAGE_JOBS, unless the actor asked for the job. Raises NotFound, NotPermitted,
    and Conflict when it didn't fail or the same work is under way.
    """
    job = _locked(actor, job_id)
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise Conflict(_("Only failed or cancelled tasks can be repeated."))
    if job.unique_key and Job.objects.filter(live_key=job.unique_key).exists():
        raise Conflict(_("The same task is already in progress."), job_id=str(job_id))
    job.state = JobState.READY
    job.attempts = job.done = 0
    job.live_key = job.unique_key or None
    job.cancel_requested = False
    job.run_after = now()
    job.finished_at = job.started_at = job.total = None
    job.message = job.error_class = job.error_sentence = job.error_traceback = ""
    job.save()
    transaction.on_commit(wake_workers)
    current_unit().record("job", job.id, facts={"task": job.task})
    return job


def _locked(actor: Actor, job_id: UUID) -> Job:
    job = Job.objects.select_for_update().filter(id=job_id).first()
    if job is None:
        raise NotFound(_("This task doesn't exist."), job_id=str(job_id))
    if job.requested_by != actor.id:
        require_everywhere(actor, MANAGE_JOBS)
    return job
