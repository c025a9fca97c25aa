"""The worker: claims jobs and runs them in threads, keeps their leases, schedules, and ticks.

One loop claims, keeps leases, writes progress and learns of cancelled jobs; each job has a
thread and a database connection of its own. A database that is away is waited for.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from theriac.core.ids import new_id
from theriac.core.jobs.beats import beat, end_beat
from theriac.core.jobs.context import JobRun
from theriac.core.jobs.execution import execute
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.queue import (
    claim_job,
    keep_leases,
    listen_for_work,
    stop_listening,
    write_progress,
)
from theriac.core.jobs.schedule import Scheduler
from theriac.core.jobs.ticks import HOLD, TickThread, hold_ticks, release_ticks, start_ticks
from theriac.core.telemetry.logs import get_logger

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WorkerTerms:
    """How a worker works. ``grace_seconds`` is what running jobs get to stop at a shutdown."""

    threads: int = 2
    poll_seconds: float = 0.5
    lease: timedelta = timedelta(seconds=30)
    grace_seconds: float = 8.0
    queues: tuple[str, ...] = ()


def run_worker(stop: threading.Event, terms: WorkerTerms | None = None) -> None:
    """Work until ``stop`` is set; then let running jobs stop and send them back to the queue."""
    Worker(stop, terms or WorkerTerms()).run()


def _worker_name() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{new_id().hex[-8:]}"


class Worker:
    """One worker process (or thread, in tests): the loop and the jobs that it runs."""

    def __init__(self, stop: threading.Event, terms: WorkerTerms) -> None:
        self.name = _worker_name()
        self._stop = stop
        self._terms = terms
        self._runs: dict[UUID, tuple[JobRun, threading.Thread]] = {}
        self._scheduler = Scheduler()
        self._holds_ticks = threading.Event()
        self._news = listen_for_work()
        self._beat_due = self._held_until = 0.0

    def run(self) -> None:
        """The loop, until stopped."""
        ticks = start_ticks(self._stop, self._holds_ticks)
        log.info("worker started", worker=self.name)
        pause = self._terms.poll_seconds
        while not self._stop.is_set():
            self._news.clear()
            pause = self._turn(pause)
            self._wait(pause)
        stop_listening(self._news)
        self._shut_down(ticks)
        log.info("worker stopped", worker=self.name)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stop.is_set() and (left := until - time.monotonic()) > 0:
            if self._news.wait(min(left, 0.5)):
                return

    def _turn(self, pause: float) -> float:
        """One round; answers how long to wait before the next."""
        try:
            close_old_connections()
            self._beat_if_due()
            self._watch()
            self._scheduler.enqueue_due()
            self._fill()
        except Exception:  # above all a database that is away; the worker outlives it
            log.exception("the worker's round failed; trying again")
            if time.monotonic() > self._held_until:
                self._holds_ticks.clear()
            return min(5.0, pause * 2)
        return self._terms.poll_seconds

    def _beat_if_due(self) -> None:
        if time.monotonic() < self._beat_due:
            return
        if self._runs:
            keep_leases(self.name, list(self._runs), self._terms.lease)
        beat(self.name)
        asked = time.monotonic()
        if hold_ticks(self.name):
            self._held_until = asked + HOLD.total_seconds()
            self._holds_ticks.set()
        else:
            self._holds_ticks.clear()
        third = self._terms.lease.total_seconds() / 3
        self._beat_due = time.monotonic() + min(third, 5.0)

    def _watch(self) -> None:
        """Forget ended jobs; write progress; hand on cancellations and lost leases."""
        for job_id, (_run, thread) in list(self._runs.items()):
            if not thread.is_alive():
                del self._runs[job_id]
        if not self._runs:
            return
        found = {
            job_id: (attempts, cancel)
            for job_id, attempts, cancel in Job.objects.filter(
                id__in=list(self._runs), worker=self.name, state=JobState.RUNNING
            ).values_list("id", "attempts", "cancel_requested")
        }
        for job_id, (run, thread) in self._runs.items():
            attempts, cancel = found.get(job_id, (None, False))
            if attempts != run.attempt and thread.is_alive():
                run.lost.set()
            elif cancel:
                run.cancelled.set()
            self._write_progress(run)

    def _write_progress(self, run: JobRun) -> None:
        progress = run.progress
        if progress == run.written or run.lost.is_set():
            return
        write_progress(
            run.job_id,
            run.attempt,
            done=progress.done,
            total=progress.total,
            message=progress.message,
        )
        run.written = progress

    def _fill(self) -> None:
        while len(self._runs) < self._terms.threads and not self._stop.is_set():
            job = claim_job(self.name, self._terms.lease, self._terms.queues)
            if job is None:
                return
            run = JobRun(job.id, job.attempts)
            thread = threading.Thread(
                target=self._work, args=(job, run), name=f"theriac-job-{job.id}", daemon=True
            )
            self._runs[job.id] = (run, thread)
            thread.start()

    def _work(self, job: Job, run: JobRun) -> None:
        try:
            execute(job, run)
        finally:
            connections.close_all()
            self._news.set()

    def _shut_down(self, ticks: Sequence[TickThread]) -> None:
        for run, _thread in self._runs.values():
            run.interrupted.set()
        until = time.monotonic() + self._terms.grace_seconds
        for _run, thread in self._runs.values():
            thread.join(max(0.0, until - time.monotonic()))
        for tick in ticks:
            tick.join(max(0.5, until - time.monotonic()))
        try:
            release_ticks(self.name)
            end_beat(self.name)
        except (DatabaseError, InterfaceError):
            log.exception("the worker can't say goodbye")
        finally:
            connections.close_all()
