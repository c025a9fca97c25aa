"""Cancelling and repeating work, by those who may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.jobs import sample_tasks
from tests.support.jobs import run_due_jobs
from theriac.core.actor import Actor, ActorKind
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command
from theriac.core.ids import new_id
from theriac.core.jobs.commands import cancel_job, retry_job
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.permissions import MANAGE_JOBS
from theriac.core.jobs.queue import claim_job
from theriac.core.problems import Conflict, NotFound, NotPermitted

pytestmark = pytest.mark.django_db
MANAGER = Actor(ActorKind.PERSON, new_id(), "Rina", grants={None: frozenset({MANAGE_JOBS.code})})
CASHIER = Actor(ActorKind.PERSON, new_id(), "Budi", branch_id=new_id())
LEASE = timedelta(seconds=30)


def _job(**terms: str) -> Job:
    task = sample_tasks.add.using(requested_by=CASHIER.id, **terms)  # type: ignore[arg-type]
    return Job.objects.get(id=task.enqueue(1, 2).id)


@command(name="test_commands.ask_for_sum", done="Sample")
def ask_for_sum(*, actor: Actor) -> str:
    return sample_tasks.add.enqueue(1, 2).id


def test_a_job_that_a_command_enqueues_belongs_to_its_actor() -> None:
    job_id = ask_for_sum(actor=CASHIER)
    assert Job.objects.get(id=job_id).requested_by == CASHIER.id


def test_a_waiting_job_is_cancelled_and_recorded() -> None:
    job = cancel_job(actor=MANAGER, job_id=_job(unique_key="k").id)
    assert (job.state, job.live_key, run_due_jobs()) == (JobState.CANCELLED, None, 0)
    record = AuditRecord.objects.get(object_id=job.id)
    assert (record.command, record.actor_id, record.object_kind) == (
        "jobs.cancel_job",
        MANAGER.id,
        "job",
    )


def test_a_running_job_is_asked_to_stop() -> None:
    _job()
    claimed = claim_job("me", LEASE)
    assert claimed is not None
    job = cancel_job(actor=CASHIER, job_id=claimed.id)
    assert (job.state, job.cancel_requested) == (JobState.RUNNING, True)


def test_what_has_ended_is_not_cancelled() -> None:
    job = _job()
    run_due_jobs()
    with pytest.raises(Conflict, match="This task has already ended"):
        cancel_job(actor=MANAGER, job_id=job.id)


def test_only_who_asked_or_may_steers_a_job() -> None:
    job = _job()
    stranger = Actor(ActorKind.PERSON, new_id(), "Eko", branch_id=new_id())
    for steer in (cancel_job, retry_job):
        with pytest.raises(NotPermitted):
            steer(actor=stranger, job_id=job.id)
        with pytest.raises(NotFound):
            steer(actor=MANAGER, job_id=new_id())


def test_a_failed_job_is_repeated_with_all_its_attempts() -> None:
    failing = sample_tasks.fail_always.using(unique_key="k").enqueue()
    run_due_jobs()
    job = retry_job(actor=MANAGER, job_id=Job.objects.get(id=failing.id).id)
    assert (job.state, job.attempts, job.live_key, job.error_traceback) == (
        JobState.READY,
        0,
        "k",
        "",
    )
    with pytest.raises(Conflict, match="Only failed or cancelled tasks can be repeated"):
        retry_job(actor=MANAGER, job_id=job.id)
    assert run_due_jobs() == 3


def test_a_job_is_not_repeated_while_the_same_work_is_under_way() -> None:
    job = cancel_job(actor=MANAGER, job_id=_job(unique_key="k").id)
    _job(unique_key="k")
    with pytest.raises(Conflict, match="The same task is already in progress"):
        retry_job(actor=MANAGER, job_id=job.id)
