"""Letting go of what is due: the confirmed lists, and each night what clears itself."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.retention.registry import kinds
from theriac.domains.organisation.commands.retention import (
    begin_retention,
    clear_by_itself,
    clear_piece,
    end_retention,
)
from theriac.domains.organisation.models import RetentionRun
from theriac.domains.organisation.queries.retention import due_now


@task(
    name="organisation.work_through",
    title=_("Delete records past their retention period"),
    takes_context=True,
)
def work_through(context: JobContext, run_id: str) -> dict[str, int]:
    """Let a confirmed list go, some rows at a time; begun again it goes on where it was.

    A list that changed since it was confirmed is left alone: ``{"changed": 1}``.
    """
    run = UUID(run_id)
    if not begin_retention(actor=SYSTEM, run_id=run):
        return {"changed": 1}
    plan = RetentionRun.objects.get(id=run).plan
    total = sum(part["count"] for part in plan)
    done = sum(part["cleared"] for part in plan)
    for part in plan:
        while cleared := clear_piece(actor=SYSTEM, run_id=run, code=part["kind"]):
            done += cleared
            context.progress(done, total)
            context.check()
    end_retention(actor=SYSTEM, run_id=run)
    return {"cleared": done}


@scheduled(daily_at="03:10")
@task(
    name="organisation.review_retention",
    title=_("Find records past their retention period"),
    takes_context=True,
)
def review_retention(context: JobContext) -> dict[str, int]:
    """Clear what clears itself, and count what waits for a person's word."""
    cleared = 0
    for kind in kinds():
        while kind.clears_itself and (piece := clear_by_itself(actor=SYSTEM, code=kind.code)):
            cleared += piece
            context.check()
    return {"cleared": cleared, "due": due_now(by_itself=False).count}
