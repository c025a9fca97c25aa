"""Each step of a document at the engine: sent, looked at, taken; and what got lost is found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.files.commands import read_file
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.problems import Problem
from theriac.domains.offers.commands.engine import fail_job, note_look, note_sent, note_trouble
from theriac.domains.offers.engine.client import (
    EngineAnswer,
    EngineAway,
    EngineForgot,
    EngineRefusal,
    EngineUnset,
    forget,
    look,
    submit,
)
from theriac.domains.offers.engine.contract import document_of
from theriac.domains.offers.engine.progress import FOLLOW, follow_soon, unset_words
from theriac.domains.offers.models import EngineJob
from theriac.domains.offers.ports import supplier_of, take_document
from theriac.domains.offers.queries.headings import taught_headings

LOST_AFTER = timedelta(minutes=2)
MOST_FOUND = 100


@task(name=FOLLOW, title=_("Have a supplier’s file read"))
def follow_job(job_id: str) -> str:
    """Take the next step of a job, where it is due; its state then, "" for one that isn't there.

    Network calls are made outside a transaction; each outcome is kept by a command that looks
    again how far the job is, so that two of these at once do no harm.
    """
    job = EngineJob.objects.filter(id=UUID(job_id)).first()
    if job is None or job.due_at is None or job.due_at > clock.now():
        return job.state if job else ""
    try:
        if job.state == EngineJob.State.QUEUED:
            _send(job)
        else:
            _look(job)
    except EngineUnset:
        note_trouble(**_told_of(job), problem=str(unset_words()))
    except EngineAway as away:
        note_trouble(**_told_of(job), problem=str(away))
    except EngineForgot:
        words = _("The document engine no longer has this file. It is sent again.")
        note_trouble(**_told_of(job), problem=str(words), anew=True)
    except EngineRefusal as refusal:
        fail_job(**_told_of(job), code=refusal.code, problem=str(refusal))
    job.refresh_from_db()
    return job.state


@scheduled(every=timedelta(minutes=1))
@task(name="offers.find_lost_jobs", title=_("Continue reading suppliers’ files"))
def find_lost_jobs() -> int:
    """Follow what is long due and no task takes on, such as after a restore; how many."""
    overdue = EngineJob.objects.filter(due_at__lt=clock.now() - LOST_AFTER).order_by("due_at")
    lost = list(overdue[:MOST_FOUND])
    for job in lost:
        follow_soon(job)
    return len(lost)


def _told_of(job: EngineJob) -> dict[str, Any]:
    """Of which attempt a command is told, as it was when the engine was asked."""
    return {"actor": SYSTEM, "job_id": job.id, "attempt": job.attempt}


def _send(job: EngineJob) -> None:
    try:
        opened = read_file(actor=SYSTEM, file_id=job.file_id, why="document engine")
    except Problem as problem:
        words = str(problem.detail or problem.title)
        fail_job(**_told_of(job), code="file", problem=words)
        return
    with opened.file as file:
        content = file.read()
    key = f"{job.id.hex}-{job.attempt}"
    answer = submit(key, job.kind, content, taught_headings(supplier_of(job)))
    note_sent(**_told_of(job), engine_id=answer.id)
    if answer.state in ("done", "failed"):
        _ended(job, answer)


def _look(job: EngineJob) -> None:
    answer = look(job.engine_id)
    if answer.state in ("done", "failed"):
        _ended(job, answer)
    else:
        note_look(**_told_of(job))


def _ended(job: EngineJob, answer: EngineAnswer) -> None:
    if answer.state == "failed":
        told = answer.failure if isinstance(answer.failure, dict) else {}
        code, words = str(told.get("code", "failed")), str(told.get("detail", ""))
        fail_job(**_told_of(job), code=code, problem=words)
    else:
        take_document(job.kind, actor=SYSTEM, job_id=job.id, document=document_of(answer.document))
    forget(answer.id)
