"""Background work: follow it, cancel it, have it tried again."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.jobs.commands import cancel_job, retry_job
from theriac.core.jobs.queries import get_job, list_jobs
from theriac.core.listing.pages import Listing, SortFields
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.schemas.jobs import Job, JobFact, JobPage, JobsWanted

router = Router(tags=["jobs"])
OWN = "Everybody sees and steers what they asked for; more by `jobs.view` and `jobs.manage`."
JOBS: Listing[Any] = Listing(
    name="core.jobs",
    sorts={"id": SortFields(())},
    default_sort="-id",
    filters={"state": lambda rows, state: rows.filter(state=state)},
)


@router.get("/jobs", **operation("listJobs", "List background work", answers=JobPage, detail=OWN))
def jobs(request: HttpRequest, wanted: Query[JobsWanted]) -> HttpResponse:
    """A page of jobs, the newest first."""
    page = JOBS.page(
        list_jobs(actor_of(request)),
        wanted={"state": wanted.state},
        cursor=wanted.cursor,
        size=wanted.limit,
    )
    return respond(request, JobPage(items=[_answer(row) for row in page.items], **edges(page)))


@router.get(
    "/jobs/{job_id}", **operation("getJob", "Read background work", answers=Job, detail=OWN)
)
def job(request: HttpRequest, job_id: Id) -> HttpResponse:
    """How far it is, or how it ended."""
    return respond(request, _answer(get_job(actor_of(request), job_id)))


@router.post(
    "/jobs/{job_id}/cancel",
    **writing("cancelJob", "Cancel background work", answers=Job, detail=OWN),
)
def cancel(request: HttpRequest, job_id: Id) -> HttpResponse:
    """It won't run, or stops at its next check."""
    return _steer(request, cancel_job, job_id)


@router.post(
    "/jobs/{job_id}/retry",
    **writing("retryJob", "Have background work tried again", answers=Job, detail=OWN),
)
def retry(request: HttpRequest, job_id: Id) -> HttpResponse:
    """A failed or cancelled job waits again."""
    return _steer(request, retry_job, job_id)


def _steer(request: HttpRequest, command: Any, job_id: UUID) -> HttpResponse:
    actor: Actor = actor_of(request)
    get_job(actor, job_id)

    return changed(
        request,
        lambda: command(actor=actor, job_id=job_id),
        lambda: _answer(get_job(actor, job_id)),
    )


def _answer(row: Any) -> Job:
    return told(Job, row, result=_facts(row.result), error=row.error_sentence)


def _facts(result: Any) -> list[JobFact]:
    """The result's parts by name; what isn't a text is written as JSON."""
    if result is None:
        return []
    parts = sorted(result.items()) if isinstance(result, dict) else [("value", result)]
    return [
        JobFact(name=str(name), value=part if isinstance(part, str) else json.dumps(part))
        for name, part in parts
    ]
