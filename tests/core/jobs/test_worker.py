"""The worker: progress, cancel, shutdown, and a killed process whose job runs again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from datetime import timedelta
from pathlib import Path

import pytest

from tests.core.jobs import sample_tasks
from tests.support.hanging_up import hang_up_on_others
from theriac.core.clock import FixedClock, now, use_clock
from theriac.core.jobs.beats import seconds_since_beat
from theriac.core.jobs.models import Job, JobState, TickHold, WorkerBeat
from theriac.core.jobs.worker import Worker, WorkerTerms

ROOT = Path(__file__).resolve().parents[3]
QUICK = WorkerTerms(poll_seconds=0.05, grace_seconds=60)
SHORT = timedelta(seconds=3)
CHILD = """
import threading
import django
django.setup()
import tests.core.jobs.sample_tasks
from theriac.core.jobs.worker import WorkerTerms, run_worker
run_worker(threading.Event(), WorkerTerms(poll_seconds=0.05))
"""


class Watched(Worker):
    """A worker that says when it has nothing to do but to wait."""

    def __init__(self, stop: threading.Event, terms: WorkerTerms) -> None:
        super().__init__(stop, terms)
        self.waits = threading.Event()

    def _wait(self, seconds: float) -> None:
        if not self._runs:
            self.waits.set()
        super()._wait(seconds)


@contextmanager
def working(terms: WorkerTerms = QUICK) -> Iterator[Watched]:
    """A worker in a thread of its own, under the test's clock."""
    stop = threading.Event()
    worker = Watched(stop, terms)
    thread = threading.Thread(target=copy_context().run, args=(worker.run,))
    thread.start()
    try:
        yield worker
    finally:
        stop.set()
        thread.join(120)
    assert not thread.is_alive()


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it didn't happen in time"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_jobs_run_side_by_side_and_end() -> None:
    ids = [sample_tasks.walk.enqueue(10).id for _ in range(4)]
    with use_clock(FixedClock(now())), working():
        until(lambda: Job.objects.filter(state=JobState.SUCCEEDED).count() == 4)
        assert seconds_since_beat() == 0
    assert list(Job.objects.filter(id__in=ids).values_list("result", flat=True)) == [10] * 4
    assert (WorkerBeat.objects.count(), TickHold.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_progress_shows_while_it_runs_and_cancelling_stops_it() -> None:
    job_id = sample_tasks.walk.enqueue(1_000_000).id
    with working():
        until(lambda: Job.objects.filter(id=job_id, done__gt=3, total=1_000_000).exists())
        Job.objects.filter(id=job_id).update(cancel_requested=True)
        until(lambda: Job.objects.get(id=job_id).state == JobState.CANCELLED)
    job = Job.objects.get(id=job_id)
    assert 3 < job.done < 1_000_000
    assert job.message == f"step {job.done}"


@pytest.mark.django_db(transaction=True)
def test_at_a_shutdown_a_job_goes_back_to_the_queue_without_losing_an_attempt() -> None:
    job_id = sample_tasks.walk.enqueue(1_000_000).id
    with working():
        until(lambda: Job.objects.get(id=job_id).state == JobState.RUNNING)
    job = Job.objects.get(id=job_id)
    assert (job.state, job.attempts, job.lease_until) == (JobState.READY, 0, None)


@pytest.mark.django_db(transaction=True)
def test_a_new_job_is_taken_at_once_in_the_same_process() -> None:
    """The worker would look again in an hour; news wake it."""
    with working(WorkerTerms(poll_seconds=3600)) as worker:
        assert worker.waits.wait(60)
        job_id = sample_tasks.add.enqueue(1, 2).id
        until(lambda: Job.objects.get(id=job_id).state == JobState.SUCCEEDED)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_kept_while_the_job_runs() -> None:
    job_id = sample_tasks.walk.enqueue(1_000_000).id
    clock = FixedClock(now())
    with use_clock(clock), working(WorkerTerms(poll_seconds=0.05, lease=SHORT)):
        until(lambda: Job.objects.get(id=job_id).state == JobState.RUNNING)
        for _ in range(3):  # longer than the lease, together
            clock.instant += SHORT / 2
            until(lambda: Job.objects.get(id=job_id).lease_until == clock.instant + SHORT)
        Job.objects.filter(id=job_id).update(cancel_requested=True)
        until(lambda: Job.objects.get(id=job_id).state == JobState.CANCELLED)
    assert Job.objects.get(id=job_id).attempts == 1


def _child(database_url: str) -> subprocess.Popen[bytes]:
    environ = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    return subprocess.Popen([sys.executable, "-c", CHILD], env=environ)


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_killed_runs_again(tmp_path: Path, database_url: str) -> None:
    job_id = sample_tasks.mark_and_linger.enqueue(str(tmp_path)).id
    child = _child(database_url)
    try:
        until(lambda: len(list(tmp_path.iterdir())) == 1)
    finally:
        child.kill()
        child.wait()
    assert Job.objects.get(id=job_id).state == JobState.RUNNING
    with use_clock(FixedClock(now() + QUICK.lease + SHORT)), working():
        until(lambda: Job.objects.get(id=job_id).state == JobState.SUCCEEDED)
    job = Job.objects.get(id=job_id)
    assert (job.attempts, job.result, len(list(tmp_path.iterdir()))) == (2, "done", 2)
    assert len(set(job.workers)) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.databases("postgresql", "mariadb")
def test_the_worker_and_its_jobs_outlive_a_restart_of_the_database() -> None:
    job_id = sample_tasks.walk.enqueue(100).id
    with working():
        until(lambda: Job.objects.filter(id=job_id, done__gt=3).exists())
        assert hang_up_on_others() >= 1
        until(lambda: Job.objects.get(id=job_id).state == JobState.SUCCEEDED)
        second = sample_tasks.add.enqueue(1, 2).id
        until(lambda: Job.objects.get(id=second).state == JobState.SUCCEEDED)
    assert Job.objects.get(id=job_id).attempts == 1
