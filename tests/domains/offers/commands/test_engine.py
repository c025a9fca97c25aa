"""A callback of the engine only makes us look, and a person has a file tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.support.document_engine import CALLBACKS, SECRET, an_engine, signed, uploaded
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.problems import NotFound
from theriac.domains.offers.commands.engine import retry_job
from theriac.domains.offers.engine.progress import MOST_TRIES
from theriac.domains.offers.models import EngineJob
from theriac.domains.offers.problems import OfferFixed

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-02", "PUR-03")]


def the_job() -> EngineJob:
    return EngineJob.objects.get()


def test_after_a_day_it_failed_and_a_person_has_it_tried_again(shop: Shop, settings: Any) -> None:
    offer_id = uploaded(shop)
    EngineJob.objects.update(tries=MOST_TRIES - 1)
    run_due_jobs()
    job = the_job()
    assert (job.state, job.failure_code, job.due_at) == ("failed", "unreachable", None)
    assert "THERIAC_DOCUMENT_ENGINE_URL" in job.problem

    with an_engine(settings):
        retry_job(actor=shop.owner, branch_id=shop.branch_id, subject_id=offer_id)
        run_due_jobs()
    assert (the_job().state, the_job().problem) == ("done", "")


def test_what_was_read_isnt_tried_again(shop: Shop, settings: Any) -> None:
    with an_engine(settings):
        offer_id = uploaded(shop)
        run_due_jobs()
    with pytest.raises(OfferFixed):
        retry_job(actor=shop.owner, branch_id=shop.branch_id, subject_id=offer_id)
    with pytest.raises(NotFound):
        retry_job(actor=shop.owner, branch_id=shop.branch_id, subject_id=shop.branch_id)


@pytest.fixture
def sent(shop: Shop, settings: Any) -> str:
    """A job that the engine has, and has not told of yet."""
    settings.DOCUMENT_ENGINE_SECRET = SECRET
    uploaded(shop)
    engine_id = "019fa3b0-0000-7000-8000-000000000001"
    due = clock.now() + timedelta(minutes=1)
    EngineJob.objects.update(state="sent", engine_id=engine_id, due_at=due)
    return engine_id


def test_a_callback_makes_us_look_at_once_and_counts_once(client: Client, sent: str) -> None:
    assert client.post(CALLBACKS, **signed(sent)).status_code == 204
    job = the_job()
    assert job.due_at is not None
    assert job.due_at <= clock.now()
    later_on = clock.now() + timedelta(minutes=1)
    EngineJob.objects.update(due_at=later_on)
    assert client.post(CALLBACKS, **signed(sent)).status_code == 204
    assert the_job().due_at == later_on


def test_forged_late_and_foreign_callbacks_do_nothing(client: Client, sent: str) -> None:
    before = the_job().due_at
    late = int(clock.now().timestamp()) - 301
    forged = signed(sent, key=b"somebody else")
    changed = {**signed(sent), "data": signed("019fa3b0-0000-7000-8000-000000000002")["data"]}
    unsigned = {**signed(sent), "headers": {}}
    for request in (signed(sent, at=late), forged, changed, unsigned):
        assert client.post(CALLBACKS, **request).status_code == 401
    unknown = signed("019fa3b0-0000-7000-8000-000000000003")
    assert client.post(CALLBACKS, **unknown).status_code == 204
    assert client.get(CALLBACKS).status_code == 405
    large = {**signed(sent), "data": b"x" * 20_000}
    assert client.post(CALLBACKS, **large).status_code == 413
    assert the_job().due_at == before


def test_a_callback_before_we_know_the_job_or_after_it_ended_is_harmless(
    client: Client, sent: str
) -> None:
    EngineJob.objects.update(state="queued", engine_id="")
    assert client.post(CALLBACKS, **signed(sent)).status_code == 204
    EngineJob.objects.update(state="done", engine_id=sent, due_at=None)
    assert client.post(CALLBACKS, **signed(sent)).status_code == 204
    assert (the_job().state, the_job().due_at) == ("done", None)
