"""The screen of retention: what is due, each row, an own period, and the word that it may go."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client

from tests.support.jobs import run_due_jobs
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.jobs.models import Job
from theriac.domains.organisation.jobs import review_retention
from theriac.domains.organisation.models import RetentionRun


def test_what_is_due_is_listed_opened_and_confirmed(owner: Client, shop: Shop) -> None:
    assert "Nothing is due today" in owner.get("/retention/").text
    with clock.at(clock.now() - timedelta(days=6 * 366)):
        one = register(shop, "Siti")
    page = owner.get("/retention/").text
    assert "Permenkes 73/2016" in page
    assert f"/patients/{one}/" in owner.get("/retention/patients.inactive/").text
    found = re.search(r'name="digest" value="(\w+)"', page)
    assert found is not None

    unsure = owner.post("/retention/confirm/", {"digest": found[1]})
    stale = owner.post("/retention/confirm/", {"digest": "0" * 64, "sure": "yes"})
    done = owner.post("/retention/confirm/", {"digest": found[1], "sure": "yes"}, follow=True)

    assert (unsure.status_code, stale.status_code, done.status_code) == (422, 409, 200)
    assert "Confirmed. The records are being deleted in the background" in done.text
    run = RetentionRun.objects.get()
    assert Job.objects.get(task__endswith="work_through").kwargs == {"run_id": str(run.id)}


def test_a_period_shorter_than_the_law_is_refused_beside_the_field(owner: Client) -> None:
    refused = owner.post("/retention/sales.prescriptions/", {"days": "30"})
    assert refused.status_code == 422
    assert "at least 1827 days" in refused.text
    kept = owner.post("/retention/sales.prescriptions/", {"days": "4000"}, follow=True)
    assert "custom period" in kept.text


def test_the_bell_tells_what_the_night_found(owner: Client, shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=6 * 366)):
        register(shop, "Siti")
    assert "record is past its retention period" not in owner.get("/").text
    review_retention.enqueue()
    run_due_jobs()
    assert "1 record is past its retention period" in owner.get("/").text
