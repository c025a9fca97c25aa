"""The queue in the database: putting jobs in, claiming them under a lease, writing outcomes.

A claim locks one row by its key (SKIP LOCKED on PostgreSQL and MariaDB, the write lock on
SQLite). Every later write of a worker names itself and the attempt, so a worker whose lease ran
out changes nothing. The clocks of several workers must agree to within the lease.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks.utils import get_module_path

from theriac.core.clock import now
from theriac.core.database.insert import insert_if_absent
from theriac.core.jobs.models import Job, JobState

CANDIDATES = 10


class WorkerLost(Exception):
    """The worker died in the middle of the job at each of its attempts."""


_listeners: set[threading.Event] = set()
_listeners_guard = threading.Lock()


def listen_for_work() -> threading.Event:
    """An event that is set whenever this process commits a new job."""
    event = threading.Event()
    with _listeners_guard:
        _listeners.add(event)
    return event


def stop_listening(event: threading.Event) -> None:
    """The event is no longer needed."""
    with _listeners_guard:
        _listeners.discard(event)


def wake_workers() -> None:
    """Let this process's workers and ticks look at once."""
    with _listeners_guard:
        for event in _listeners:
            event.set()


def insert_job(job: Job) -> Job:
    """Queue ``job`` in the caller's transaction; with a live job of its key, answer that one."""
    with transaction.atomic(savepoint=False):
        found = _insert(job)
        transaction.on_commit(wake_workers)
    return found


def _insert(job: Job) -> Job:
    if not job.unique_key:
        job.save(force_insert=True)
        return job
    job.live_key = job.unique_key
    while True:
        if insert_if_absent(Job, job):
            return job
        live = Job.objects.filter(live_key=job.live_key).first()
        if live is not None:
            return live


def claim_job(worker: str, lease: timedelta, queues: Sequence[str] = ()) -> Job | None:
    """Take the next due job for ``worker``, or None.

    Due is what waits and whose time has come, and what runs under a lease that ran out. The
    latter is parked instead when its attempts are used up, cancelled when a person asked so.
    """
    for job_id in _candidates(queues):
        with transaction.atomic():
            job = _lock(job_id)
            if job is None:
                continue
            if job.cancel_requested:
                _end(job, JobState.CANCELLED)
            elif job.state == JobState.RUNNING and job.attempts >= job.max_attempts:
                _park(job)
            else:
                _begin(job, worker, lease)
                return job
    return None


def _due() -> Q:
    instant = now()
    return Q(state=JobState.READY, run_after__lte=instant) | Q(
        state=JobState.RUNNING, lease_until__lt=instant
    )


def _candidates(queues: Sequence[str]) -> list[UUID]:
    due = Job.objects.filter(_due())
    if queues:
        due = due.filter(queue__in=queues)
    ordered = due.order_by("-priority", "run_after", "id")
    return list(ordered.values_list("id", flat=True)[:CANDIDATES])


def _lock(job_id: UUID) -> Job | None:
    skip = connection.features.has_select_for_update_skip_locked
    return Job.objects.select_for_update(skip_locked=skip).filter(_due(), id=job_id).first()


def _begin(job: Job, worker: str, lease: timedelta) -> None:
    instant = now()
    job.state = JobState.RUNNING
    job.attempts += 1
    job.worker = worker
    job.workers = [*job.workers, worker][-20:]
    job.lease_until = instant + lease
    job.started_at = job.started_at or instant
    job.save()


def _end(job: Job, state: JobState) -> None:
    job.state = state
    job.live_key = job.lease_until = None
    job.finished_at = now()
    job.save()


def _park(job: Job) -> None:
    job.error_class = get_module_path(WorkerLost)
    with translation.override(job.language or settings.LANGUAGE_CODE):
        job.error_sentence = _("The background worker stopped during this task each time.")
    _end(job, JobState.FAILED)


def keep_leases(worker: str, job_ids: Sequence[UUID], lease: timedelta) -> None:
    """Extend the leases of the jobs that ``worker`` runs."""
    with transaction.atomic():
        Job.objects.filter(id__in=job_ids, worker=worker, state=JobState.RUNNING).update(
            lease_until=now() + lease
        )


def write_outcome(job: Job, state: JobState, **values: Any) -> bool:
    """Write how the attempt ended, if it is still this worker's; tells whether it was.

    ``READY`` sends the job back to the queue. ``values`` are further columns.
    """
    ended = state not in (JobState.READY, JobState.RUNNING)
    changes: dict[str, Any] = {"state": state, "lease_until": None, **values}
    if ended:
        changes |= {"live_key": None, "finished_at": now()}
    with transaction.atomic():
        return bool(
            Job.objects.filter(
                id=job.id, worker=job.worker, attempts=job.attempts, state=JobState.RUNNING
            ).update(**changes)
        )


def write_progress(job_id: UUID, attempt: int, **values: Any) -> None:
    """Write the progress of a running attempt."""
    with transaction.atomic():
        Job.objects.filter(id=job_id, attempts=attempt, state=JobState.RUNNING).update(**values)
