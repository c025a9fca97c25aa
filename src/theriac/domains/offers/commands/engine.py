"""What became of a document at the engine: sent, in trouble, told of, given up, tried anew.

Each says which attempt it is of: what comes late of one before changes nothing.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.offers.engine.contract import LINE_FIELDS, DocumentRead
from theriac.domains.offers.engine.progress import after_trouble, follow_soon, next_look
from theriac.domains.offers.models import EngineJob
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.offers.ports import record_of
from theriac.domains.offers.problems import OfferFixed
from theriac.domains.offers.rules.headings import LONGEST_HEADING
from theriac.domains.organisation.ids import BranchId

ENDED = (EngineJob.State.DONE, EngineJob.State.FAILED)


@command(
    name="offers.note_sent",
    done=gettext_lazy("Sent a file to the document engine"),
    system_only=True,
)
def note_sent(*, actor: Actor, job_id: UUID, attempt: int, engine_id: str) -> bool:
    """Keep what the engine calls a job that was queued; False where it is further by now."""
    job = _at_attempt(job_id, attempt)
    if job is None or job.state != EngineJob.State.QUEUED:
        return False
    now = clock.now()
    job.state, job.engine_id, job.sent_at = EngineJob.State.SENT, engine_id, now
    job.tries, job.problem, job.due_at = 0, "", next_look(0, now)
    job.save()
    current_unit().record(record_of(job.kind), job.subject_id)
    follow_soon(job)
    return True


@command(
    name="offers.note_look",
    done=gettext_lazy("Checked a file at the document engine"),
    system_only=True,
)
def note_look(*, actor: Actor, job_id: UUID, attempt: int) -> bool:
    """It is still being read: look again later. False where it ended by now."""
    job = _at_attempt(job_id, attempt)
    if job is None or job.state != EngineJob.State.SENT:
        return False
    now = clock.now()
    age = now - (job.sent_at or now)
    job.due_at, job.problem = next_look(_looks(age), now), ""
    job.save()
    follow_soon(job)
    return True


@command(
    name="offers.note_trouble",
    done=gettext_lazy("Couldn’t reach the document engine"),
    system_only=True,
)
def note_trouble(
    *, actor: Actor, job_id: UUID, attempt: int, problem: str, anew: bool = False
) -> str:
    """Keep what went wrong, and when it is tried again; the job's state then.

    ``anew``: the engine knows nothing of it, so it is sent again. After a day it failed.
    """
    job = _at_attempt(job_id, attempt)
    if job is None or job.state in ENDED:
        return ""
    now = clock.now()
    job.tries += 1
    job.problem = problem[:300]
    if anew:
        _begin_anew(job)
    job.due_at = after_trouble(job.tries, now)
    if job.due_at is None:
        _end(job, EngineJob.State.FAILED, "unreachable")
    else:
        job.save()
        follow_soon(job)
    return str(job.state)


@command(
    name="offers.fail_job",
    done=gettext_lazy("The document engine couldn’t read a file"),
    system_only=True,
)
def fail_job(*, actor: Actor, job_id: UUID, attempt: int, code: str, problem: str) -> bool:
    """The engine won't or can't read it; False where it ended by now."""
    job = _at_attempt(job_id, attempt)
    if job is None or job.state in ENDED:
        return False
    job.problem = problem[:300]
    _end(job, EngineJob.State.FAILED, code)
    return True


@command(
    name="offers.note_callback",
    done=gettext_lazy("The document engine reported that a file is read"),
    system_only=True,
)
def note_callback(*, actor: Actor, engine_id: str, message_id: str) -> bool:
    """Look at a job now, since the engine says that it ended; each message counts once.

    False where nothing is to be done: an unknown job, one that ended, a message that was taken.
    """
    rows = EngineJob.objects.select_for_update().filter(engine_id=engine_id).exclude(engine_id="")
    job = rows.first()
    if job is None or job.state != EngineJob.State.SENT or job.callback_id == message_id[:100]:
        return False
    job.callback_id, job.due_at = message_id[:100], clock.now()
    job.save()
    follow_soon(job)
    return True


@command(
    name="offers.retry_job",
    done=gettext_lazy("Sent a file to the document engine again"),
    permission=DRAFT_OFFERS,
)
def retry_job(*, actor: Actor, branch_id: BranchId, subject_id: UUID) -> UUID:
    """Have a file that wasn't read tried again from the beginning; the job. Also one that waits.

    Raises NotFound, OfferFixed for one that was read.
    """
    return renewed_job(EngineJob.Kind.OFFER, subject_id, branch_id)


def renewed_job(kind: str, subject_id: UUID, branch_id: UUID) -> UUID:
    """A subject's last job of this kind, from the beginning. Raises as ``retry_job``."""
    rows = EngineJob.objects.select_for_update().filter(
        kind=kind, branch_id=branch_id, subject_id=subject_id
    )
    job = rows.order_by("-created_at", "-id").first()
    if job is None:
        raise NotFound(_("This file isn’t given to the document engine."))
    if job.state == EngineJob.State.DONE:
        raise OfferFixed(_("This file was read already. Correct its lines."), state=job.state)
    _begin_anew(job)
    job.tries = 0
    job.failure_code, job.problem, job.ended_at = "", "", None
    job.due_at = clock.now()
    job.save()
    current_unit().record(record_of(job.kind), job.subject_id)
    follow_soon(job)
    return job.id


def locked_job(job_id: UUID) -> EngineJob | None:
    """The job, locked until the command is over."""
    found: EngineJob | None = EngineJob.objects.select_for_update().filter(id=job_id).first()
    return found


def _at_attempt(job_id: UUID, attempt: int) -> EngineJob | None:
    """The job, locked, if it is still at this attempt: what an earlier one met is no news of it."""
    job = locked_job(job_id)
    return job if job is not None and job.attempt == attempt else None


def _begin_anew(job: EngineJob) -> None:
    job.state, job.engine_id, job.attempt = EngineJob.State.QUEUED, "", job.attempt + 1


def end_done(job: EngineJob, document: DocumentRead) -> None:
    """It was read, and what it says was taken; in the caller's transaction."""
    job.faults = [{"line": one.line, "words": one.words} for one in document.faults]
    job.columns = [
        {
            "heading": one.heading[:LONGEST_HEADING],
            "field": one.field if one.field in LINE_FIELDS else "",
            "confidence": int(one.confidence * 1000),
        }
        for one in document.columns
        if one.heading.strip()
    ]
    _end(job, EngineJob.State.DONE, "")


def _end(job: EngineJob, state: str, code: str) -> None:
    job.state, job.failure_code = state, code[:40]
    job.due_at, job.ended_at = None, clock.now()
    job.save()
    facts = {"state": state, "code": code[:40]}
    current_unit().record(record_of(job.kind), job.subject_id, facts=facts)


def _looks(age: timedelta) -> int:
    """How many looks there were in so long, about."""
    seconds, count = age.total_seconds(), 0
    for pause in (2, 3, 5, 10, 20, 30):
        seconds -= pause
        if seconds < 0:
            break
        count += 1
    return count
