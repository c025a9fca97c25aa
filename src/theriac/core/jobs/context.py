"""What a running job is given: to tell its progress, and to learn that it should stop.

Neither touches the database: the worker's loop writes progress and reads requests to cancel
on a connection of its own, so both are cheap enough for every row and work inside transactions.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import UUID

from django_tasks import TaskContext


class JobStopped(BaseException):
    """The job must stop here. No ``except Exception`` swallows it; transactions roll back."""


class JobCancelled(JobStopped):
    """A person cancelled the job."""


class JobInterrupted(JobStopped):
    """The worker is shutting down; the job goes back to the queue and runs again."""


class LeaseLost(JobStopped):
    """Another worker has the job: this one's lease ran out. Its outcome no longer counts."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come: ``done`` of ``total`` (None when unknown), and a few words."""

    done: int = 0
    total: int | None = None
    message: str = ""


@dataclass(slots=True, eq=False)
class JobRun:
    """One attempt at a job, shared by the thread that does it and the worker's loop."""

    job_id: UUID
    attempt: int
    cancelled: threading.Event = field(default_factory=threading.Event)
    interrupted: threading.Event = field(default_factory=threading.Event)
    lost: threading.Event = field(default_factory=threading.Event)
    progress: Progress = field(default_factory=Progress)
    written: Progress = field(default_factory=Progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext(TaskContext):
    """The first argument of a task that takes its context."""

    run: JobRun

    @property
    def job_id(self) -> UUID:
        """The job's id."""
        return self.run.job_id

    def progress(self, done: int, total: int | None = None, message: str = "") -> None:
        """Tell how far the job has come; people see it within about a second.

        ``total`` stays as told before when it is left out. ``message`` holds no personal data.
        """
        if total is None:
            total = self.run.progress.total
        self.run.progress = Progress(done, total, message[:200])

    def check(self) -> None:
        """Raise JobCancelled, JobInterrupted or LeaseLost when the job must stop.

        Call it between steps that are whole in themselves.
        """
        if self.run.lost.is_set():
            raise LeaseLost
        if self.run.cancelled.is_set():
            raise JobCancelled
        if self.run.interrupted.is_set():
            raise JobInterrupted
