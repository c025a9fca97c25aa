"""How an attempt ends: with a result, a pause before the next, or parked with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.jobs import sample_tasks
from tests.support.jobs import run_due_jobs
from theriac.core.clock import now
from theriac.core.jobs.context import JobRun, Progress
from theriac.core.jobs.execution import execute
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.queue import claim_job
from theriac.core.jobs.task import JobTask
from theriac.core.jobs.worker import WorkerTerms

LEASE = WorkerTerms().lease


def _job(task: JobTask[..., Any], *args: object) -> Job:
    return Job.objects.get(id=task.enqueue(*args).id)


@pytest.mark.django_db
def test_it_is_tried_again_until_it_succeeds() -> None:
    job = _job(sample_tasks.fail_twice)
    assert run_due_jobs() == 3
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result, job.error_class) == (
        JobState.SUCCEEDED,
        3,
        3,
        "",
    )


@pytest.mark.django_db
def test_after_its_attempts_it_is_parked_with_a_masked_traceback() -> None:
    job = _job(sample_tasks.fail_always)
    assert run_due_jobs() == 3
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error_class) == (
        JobState.FAILED,
        3,
        "builtins.ValueError",
    )
    assert job.error_sentence == ("An error occurred. The details were saved for support.")
    assert job.error_traceback.splitlines()[-1] == (
        "builtins.ValueError: the buyer [value] is at [number]"
    )
    assert job.finished_at is not None


@pytest.mark.django_db
def test_between_attempts_it_pauses() -> None:
    job = _job(sample_tasks.add, "one", 2)
    assert run_due_jobs() == 1
    before = job.run_after
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.READY, 1)
    assert (job.run_after - before).total_seconds() == pytest.approx(5, abs=2)
    assert [sample_tasks.add.pause_seconds(attempt) for attempt in range(1, 8)] == [
        5, 20, 80, 320, 1280, 3600, 3600,
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_problem_is_an_answer_and_not_tried_again() -> None:
    job = _job(sample_tasks.refuse)
    assert run_due_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error_sentence) == (
        JobState.FAILED,
        1,
        "The list is being changed.",
    )


@pytest.mark.django_db
def test_a_result_that_is_no_json_is_a_failure() -> None:
    job = _job(sample_tasks.answer_no_json)
    run_due_jobs()
    job.refresh_from_db()
    assert (job.state, job.error_class) == (JobState.READY, "builtins.TypeError")


@pytest.mark.django_db
def test_a_task_that_is_gone_waits_for_the_version_that_has_it() -> None:
    job = _job(sample_tasks.add, 1, 2)
    Job.objects.filter(id=job.id).update(task="core.gone")
    assert run_due_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.READY, 1)

    Job.objects.filter(id=job.id).update(run_after=now(), max_attempts=2)
    assert run_due_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.error_sentence) == (
        JobState.FAILED,
        "This version has no background task “core.gone”. Update the server, then try again.",
    )


@pytest.mark.django_db
def test_its_progress_is_kept_with_the_outcome() -> None:
    job = _job(sample_tasks.walk, 3)
    run_due_jobs()
    job.refresh_from_db()
    assert (job.done, job.total, job.message, job.result) == (3, 3, "step 3", 3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("event", "state", "attempts"),
    [
        ("cancelled", JobState.CANCELLED, 1),
        ("interrupted", JobState.READY, 0),
        ("lost", JobState.RUNNING, 1),
    ],
)
def test_a_job_that_must_stop_does(event: str, state: JobState, attempts: int) -> None:
    _job(sample_tasks.walk, 3)
    job = claim_job("me", LEASE)
    assert job is not None
    run = JobRun(job.id, job.attempts)
    getattr(run, event).set()
    execute(job, run)
    job.refresh_from_db()
    assert (job.state, job.attempts, run.progress) == (state, attempts, Progress())


@pytest.mark.django_db
def test_an_outcome_that_comes_too_late_changes_nothing() -> None:
    _job(sample_tasks.add, 1, 2)
    job = claim_job("me", LEASE)
    assert job is not None
    Job.objects.filter(id=job.id).update(worker="another", attempts=2)
    execute(job, JobRun(job.id, 1))
    job.refresh_from_db()
    assert (job.state, job.worker, job.result) == (JobState.RUNNING, "another", None)
