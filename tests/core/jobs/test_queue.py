"""Claims: in order, under a lease, one worker each, on every database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from tests.core.jobs import sample_tasks
from theriac.core.clock import now
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.queue import (
    claim_job,
    keep_leases,
    listen_for_work,
    stop_listening,
    write_outcome,
    write_progress,
)

LEASE = timedelta(seconds=30)


def _in_threads(count: int, work: Callable[[int], None]) -> None:
    failures: list[BaseException] = []

    def run(number: int) -> None:
        try:
            work(number)
        except BaseException as problem:  # noqa: BLE001 (shown below)
            failures.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []


@pytest.mark.django_db
def test_the_most_urgent_goes_first_then_the_oldest() -> None:
    ids = [sample_tasks.add.using(priority=priority).enqueue(1, 2).id for priority in (0, 0, 7, -7)]
    claimed = [claim_job("me", LEASE) for _ in range(5)]
    assert [job and str(job.id) for job in claimed] == [ids[2], ids[0], ids[1], ids[3], None]


@pytest.mark.django_db
def test_a_worker_may_serve_some_queues_only() -> None:
    result = sample_tasks.add.using(queue_name="imports").enqueue(1, 2)
    assert claim_job("me", LEASE, ["default"]) is None
    job = claim_job("me", LEASE, ["imports"])
    assert job is not None
    assert (str(job.id), job.state, job.attempts, job.worker, job.workers) == (
        result.id,
        JobState.RUNNING,
        1,
        "me",
        ["me"],
    )


@pytest.mark.django_db
def test_a_job_whose_lease_ran_out_is_claimed_again_and_a_kept_one_is_not() -> None:
    sample_tasks.add.enqueue(1, 2)
    first = claim_job("dead", timedelta(seconds=-1))
    assert first is not None
    keep_leases("another", [first.id], LEASE)
    again = claim_job("me", timedelta(seconds=-1))
    assert again is not None
    assert (again.id, again.attempts, again.workers) == (first.id, 2, ["dead", "me"])
    assert write_outcome(first, JobState.SUCCEEDED, result=1) is False
    keep_leases("me", [first.id], LEASE)
    assert claim_job("third", LEASE) is None
    write_progress(first.id, 1, done=5)
    write_progress(first.id, 2, done=6)
    assert write_outcome(again, JobState.SUCCEEDED, result=2) is True
    assert list(Job.objects.values_list("state", "result", "done", "lease_until")) == [
        (JobState.SUCCEEDED, 2, 6, None)
    ]


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_each_time_is_parked() -> None:
    sample_tasks.fail_always.using(unique_key="deadly").enqueue()
    for _ in range(3):
        assert claim_job("dead", timedelta(seconds=-1)) is not None
    assert claim_job("me", LEASE) is None
    job = Job.objects.get()
    assert (job.state, job.attempts, job.live_key, job.error_sentence) == (
        JobState.FAILED,
        3,
        None,
        "The background worker stopped during this task each time.",
    )


@pytest.mark.django_db
def test_a_cancelled_job_whose_worker_died_does_not_run_again() -> None:
    sample_tasks.add.enqueue(1, 2)
    assert claim_job("dead", timedelta(seconds=-1)) is not None
    Job.objects.update(cancel_requested=True)
    assert claim_job("me", LEASE) is None
    assert Job.objects.get().state == JobState.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_never_claim_the_same_job() -> None:
    for number in range(24):
        sample_tasks.add.enqueue(number, 0)
    claimed: list[str] = []

    def work(number: int) -> None:
        idle = 0
        while idle < 3:
            job = claim_job(f"worker-{number}", LEASE)
            if job is None:
                idle += 1
            else:
                claimed.append(str(job.id))

    _in_threads(4, work)
    assert len(claimed) == len(set(claimed)) == 24
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_of_a_unique_key_one_job_is_live_under_concurrency() -> None:
    ids: list[str] = []

    def work(number: int) -> None:
        task = sample_tasks.add.using(unique_key="k")
        ids.extend(task.enqueue(number, 0).id for _ in range(5))

    _in_threads(6, work)
    assert (len(ids), len(set(ids)), Job.objects.count()) == (30, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_commit_wakes_the_worker_of_this_process() -> None:
    news = listen_for_work()
    sample_tasks.add.enqueue(1, 2)
    assert news.is_set()
    stop_listening(news)
    news.clear()
    sample_tasks.add.enqueue(1, 2)
    assert not news.is_set()


@pytest.mark.django_db
def test_due_is_told_by_the_clock() -> None:
    sample_tasks.add.using(run_after=now() + timedelta(milliseconds=-1)).enqueue(1, 2)
    assert claim_job("me", LEASE) is not None
