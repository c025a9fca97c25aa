"""One piece of work: progress, result, reason, stop, repeat."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from tests.surfaces.backoffice.jobs.samples import count_tablets, refuse
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.queue import claim_job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(shop: Shop) -> Job:
    count_tablets.using(requested_by=shop.owner.id).enqueue(3)
    return Job.objects.get()


def test_work_waits_runs_and_shows_its_result(waiting: Job, owner: Client) -> None:
    address = f"/jobs/{waiting.id}/"
    page = owner.get(address).text
    assert "Count tablets" in page
    assert f'hx-get="{address}progress/"' in page
    fragment = owner.get(f"{address}progress/", headers={"HX-Request": "true"})
    assert "<html" not in fragment.text
    assert "HX-Refresh" not in fragment.headers

    run_due_jobs()

    assert owner.get(f"{address}progress/").headers["HX-Refresh"] == "true"
    done = owner.get(address).text
    assert "Completed" in done
    assert "Tablets counted" in done
    assert "1 task" in owner.get("/jobs/?state=succeeded").text


def test_what_an_imports_page_tells_in_words_isnt_told_in_codes(
    waiting: Job, owner: Client
) -> None:
    Job.objects.update(
        task="catalog.commit_import_rows",
        args=[str(waiting.id)],
        state=JobState.SUCCEEDED,
        result={"actions": {"added": 7}, "looks": 0},
    )

    page = owner.get(f"/jobs/{waiting.id}/").text

    assert "Open related record" in page
    assert "Actions" not in page


def test_waiting_work_is_stopped_and_done_again(waiting: Job, owner: Client) -> None:
    stopped = owner.post(f"/jobs/{waiting.id}/stop/", follow=True)
    assert "Stopped" in stopped.text
    assert Job.objects.get().state == JobState.CANCELLED
    again = owner.post(f"/jobs/{waiting.id}/stop/", follow=True)
    assert "This task has already ended." in again.text

    owner.post(f"/jobs/{waiting.id}/retry/")

    assert Job.objects.get().state == JobState.READY


def test_failed_work_gives_its_reason_and_rings_the_bell(shop: Shop, owner: Client) -> None:
    refuse.using(requested_by=shop.owner.id).enqueue()
    run_due_jobs()
    job = Job.objects.get()

    page = owner.get(f"/jobs/{job.id}/").text

    assert "Others changed this at the same moment. Look at it and do it again." in page
    assert "1 background task failed" in page
    assert "Run again" in page


def test_running_work_stands_in_the_head(waiting: Job, owner: Client) -> None:
    claim_job("worker", timedelta(seconds=30))

    page = owner.get("/jobs/").text

    assert "Background tasks: 1 running" in page
    assert f'href="/jobs/{waiting.id}/"' in page


def test_others_work_isnt_ones_own(waiting: Job, shop: Shop) -> None:
    cashier = client_of(shop, "cashier")

    assert cashier.get(f"/jobs/{waiting.id}/").status_code == 404
    assert cashier.post(f"/jobs/{waiting.id}/stop/").status_code == 404
    assert "No tasks yet" in cashier.get("/jobs/").text
    auditor = client_of(shop, "auditor")
    assert auditor.get(f"/jobs/{waiting.id}/").status_code == 200
    assert auditor.post(f"/jobs/{waiting.id}/stop/").status_code == 403
    assert Job.objects.get().state == JobState.READY
