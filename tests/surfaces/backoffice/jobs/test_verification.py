"""The nightly check: run by a button, its result on a page, its findings behind the bell."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from theriac.core.jobs.models import Job, JobState
from theriac.surfaces.backoffice.jobs.words import VERIFY

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_check_runs_now_once_and_says_what_it_found(shop: Shop, owner: Client) -> None:
    assert "No checks yet" in owner.get("/verification/").text

    owner.post("/verification/now/")
    owner.post("/verification/now/")

    assert Job.objects.filter(task=VERIFY).count() == 1
    running = owner.get("/verification/").text
    assert "Nightly check" in running
    assert "Check now" not in running
    run_due_jobs()
    assert "No problems found." in owner.get("/verification/").text


def test_violations_are_named_and_ring_the_bell(shop: Shop, owner: Client) -> None:
    facts = {"number": "MLT-K1-26-000007", "batch": "<b>B1</b>"}
    result = {
        "checks": ["sales.expired"],
        "violations": 2,
        "findings": [{"code": "sales.expired_sold", "facts": facts}],
    }
    owner.post("/verification/now/")
    Job.objects.update(state=JobState.SUCCEEDED, live_key=None, result=result)

    page = owner.get("/verification/").text

    assert "2 problems found" in unescape(page)
    sold = "Sale MLT-K1-26-000007 sold batch &lt;b&gt;B1&lt;/b&gt; after its expiry"
    assert f"{sold}, and no discrepancy was recorded." in page
    assert "The nightly check found 2 problems" in owner.get("/me/").text
    assert "The nightly check" not in client_of(shop, "cashier").get("/me/").text


@pytest.mark.rows("UX-04")
def test_each_reader_gets_the_findings_in_their_own_language(shop: Shop, owner: Client) -> None:
    facts = {"series": "MLT-K1-26-", "first": 4, "last": 6}
    result = {
        "checks": ["sales.numbers"],
        "violations": 1,
        "findings": [{"code": "sales.numbers_missing", "facts": facts}],
    }
    owner.post("/verification/now/")
    Job.objects.update(state=JobState.SUCCEEDED, live_key=None, result=result)

    english = owner.get("/verification/", headers={"Accept-Language": "en"}).text
    indonesian = owner.get("/verification/", headers={"Accept-Language": "id"}).text

    assert "Series MLT-K1-26-: numbers 4 to 6 are missing." in english
    assert "Seri MLT-K1-26-: nomor 4 sampai 6 tidak ada." in indonesian


def test_a_result_of_an_earlier_version_is_shown_as_it_was_written(
    shop: Shop, owner: Client
) -> None:
    result = {"checks": ["x"], "violations": 1, "sentences": ["Balance 7 is -1."]}
    owner.post("/verification/now/")
    Job.objects.update(state=JobState.SUCCEEDED, live_key=None, result=result)

    assert "Balance 7 is -1." in owner.get("/verification/").text


def test_who_may_look_may_not_run(shop: Shop) -> None:
    auditor = client_of(shop, "auditor")

    assert auditor.get("/verification/").status_code == 200
    assert auditor.post("/verification/now/").status_code == 403
    assert client_of(shop, "cashier").get("/verification/").status_code == 403
