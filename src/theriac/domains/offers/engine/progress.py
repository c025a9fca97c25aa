"""How far the engine is with a document: begun, followed, tried again, ended.

queued → sent → done or failed. What doesn't go well is tried again after a longer and longer
pause for a day; nobody waits for it, since lines can be typed meanwhile.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.jobs.task import find_task
from theriac.domains.offers.engine.client import is_set_up
from theriac.domains.offers.models import EngineJob

FOLLOW = "offers.follow_job"
"""The task that takes a job's next step."""
PAUSES = (5, 15, 60, 180, 600, 1_800, 3_600)
"""Seconds before the second try and each further one; the last holds for all after it."""
LOOKS = (2, 3, 5, 10, 20, 30, 60)
"""Seconds before each look at a job that is being read, where no callback comes first."""
MOST_TRIES = 30
"""Then it failed: somewhat more than a day."""


def begin_job(kind: str, subject_id: UUID, branch_id: UUID, file_id: UUID) -> EngineJob:
    """Queue a document for the engine, in the caller's transaction."""
    job = EngineJob(
        id=new_id(),
        kind=kind,
        subject_id=subject_id,
        branch_id=branch_id,
        file_id=file_id,
        created_at=clock.now(),
        due_at=clock.now(),
    )
    if not is_set_up():
        job.problem = unset_words()
    job.save(force_insert=True)
    follow_soon(job)
    return job


def follow_soon(job: EngineJob) -> None:
    """Take the next step when it is due, in a task of its own; twice is harmless."""
    if job.due_at is not None:
        find_task(FOLLOW).using(run_after=job.due_at).enqueue(job_id=job.id.hex)


def after_trouble(tries: int, now: datetime) -> datetime | None:
    """When to try again after so many failures; None where it is enough."""
    if tries >= MOST_TRIES:
        return None
    return now + timedelta(seconds=PAUSES[min(tries, len(PAUSES)) - 1])


def next_look(looks: int, now: datetime) -> datetime:
    """When to look again after so many looks."""
    return now + timedelta(seconds=LOOKS[min(looks, len(LOOKS) - 1)])


def unset_words() -> str:
    """What to do where no engine is set up."""
    return _(
        "No document engine is set up here, so files can’t be read. Enter the lines by hand, or "
        "ask the administrator to set THERIAC_DOCUMENT_ENGINE_URL."
    )


def latest_job(subject_id: UUID) -> EngineJob | None:
    """The last job of a document's subject; for other domains too."""
    found: EngineJob | None = (
        EngineJob.objects.filter(subject_id=subject_id).order_by("-created_at", "-id").first()
    )
    return found
