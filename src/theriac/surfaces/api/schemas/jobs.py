"""Background work."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from theriac.surfaces.api.schemas.types import Answer, Page, Wanted

State = Literal["ready", "running", "succeeded", "failed", "cancelled"]


class JobFact(Answer):
    """One part of a job's result."""

    name: str
    value: str


class Job(Answer):
    """One piece of background work: how far it is, and how it ended."""

    id: UUID
    task: str
    state: str
    done: int
    total: int | None
    message: str
    result: list[JobFact]
    error: str
    attempts: int
    cancel_requested: bool
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobPage(Page[Job]):
    """A page of jobs, the newest first."""


class JobsWanted(Wanted):
    """Filters of the list of jobs."""

    state: State | None = None
