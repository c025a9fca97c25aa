"""Enqueueing belongs to the caller's transaction; results come back through Django's tasks API."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import translation
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch

from tests.core.jobs import sample_tasks
from tests.support.jobs import run_due_jobs
from theriac.core.clock import now
from theriac.core.jobs.models import Job, JobState
from theriac.core.telemetry.requests import request_context

ACTOR = UUID("019a9e12-7c41-7d3a-8f21-123456789012")


@pytest.mark.django_db
def test_a_job_runs_and_gives_its_result() -> None:
    result = sample_tasks.add.enqueue(2, second=3)
    assert (result.status, result.args, result.kwargs) == (
        TaskResultStatus.READY,
        [2],
        {"second": 3},
    )
    assert run_due_jobs() == 1
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (
        TaskResultStatus.SUCCESSFUL,
        5,
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_transaction_that_fails_never_was() -> None:
    with transaction.atomic():
        sample_tasks.add.enqueue(1, 2)
        transaction.set_rollback(True)
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_it_keeps_who_asked_in_which_request_and_language() -> None:
    with request_context("trace-0001", ACTOR), translation.override("id"):
        result = sample_tasks.tell_request.enqueue()
    job = Job.objects.get(id=result.id)
    assert (job.requested_by, job.request_id, job.language) == (ACTOR, "trace-0001", "id")
    run_due_jobs()
    result.refresh()
    assert result.return_value == "trace-0001"


@pytest.mark.django_db
def test_it_waits_until_its_time() -> None:
    sample_tasks.add.using(run_after=now() + timedelta(hours=1)).enqueue(1, 2)
    assert run_due_jobs() == 0


@pytest.mark.django_db
def test_of_a_unique_key_one_job_is_live() -> None:
    task = sample_tasks.add.using(unique_key="sum", requested_by=ACTOR)
    first, second = task.enqueue(1, 2), task.enqueue(3, 4)
    assert (second.id, second.args) == (first.id, [1, 2])
    assert run_due_jobs() == 1
    third = task.enqueue(5, 6)
    assert third.id != first.id
    assert sorted(Job.objects.values_list("state", "live_key")) == [
        (JobState.READY, "sum"),
        (JobState.SUCCEEDED, None),
    ]


@pytest.mark.django_db
def test_arguments_are_plain_json() -> None:
    with pytest.raises(TypeError):
        sample_tasks.add.enqueue(ACTOR, 1)  # type: ignore[arg-type]
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_unknown_and_other_results() -> None:
    result = sample_tasks.add.enqueue(1, 2)
    assert sample_tasks.add.get_result(result.id).id == result.id
    with pytest.raises(TaskResultMismatch):
        sample_tasks.refuse.get_result(result.id)
    for wrong in ("x", str(ACTOR)):
        with pytest.raises(TaskResultDoesNotExist):
            sample_tasks.add.get_result(wrong)
