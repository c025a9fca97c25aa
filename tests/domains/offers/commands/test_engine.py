"""A callback of the engine only makes us look, and a person has a file tried again."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.test import Client

from tests.support.document_engine import CALLBACKS, SECRET, an_engine, signed, uploaded
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.problems import NotFound
from theriac.domains.offers.commands.engine import (
    fail_job,
    note_callback,
    note_look,
    note_sent,
    note_trouble,
    retry_job,
)
from theriac.domains.offers.engine.progress import MOST_TRIES
from theriac.domains.offers.models import EngineJob
from theriac.domains.offers.problems import OfferFixed

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-02", "PUR-03")]


FIRST, SECOND = (f"019fa3b0-0000-7000-8000-00000000000{number}" for number in (1, 2))


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


@pytest.mark.parametrize("state", ["queued", "sent"])
def test_what_an_earlier_attempt_met_disturbs_no_newer_one(
    shop: Shop, settings: Any, state: str
) -> None:
    """Its answer was on the way while a person had the file tried again."""
    offer_id = uploaded(shop)
    earlier: dict[str, Any] = {"actor": SYSTEM, "job_id": the_job().id, "attempt": 1}
    EngineJob.objects.update(state="sent", engine_id=FIRST)
    retry_job(actor=shop.owner, branch_id=shop.branch_id, subject_id=offer_id)
    EngineJob.objects.update(state=state, engine_id=SECOND if state == "sent" else "")
    before = EngineJob.objects.values().get()

    assert not fail_job(**earlier, code="broken", problem="It can't be read.")
    assert note_trouble(**earlier, problem="It is away.") == ""
    assert note_trouble(**earlier, problem="It forgot.", anew=True) == ""
    assert not note_sent(**earlier, engine_id=FIRST)
    assert not note_look(**earlier)
    assert not note_callback(actor=SYSTEM, engine_id=FIRST, message_id=f"job_{FIRST}")

    assert EngineJob.objects.values().get() == before
    with an_engine(settings):
        EngineJob.objects.update(state="queued", engine_id="")
        run_due_jobs()
    assert the_job().state == "done"


@pytest.fixture
def sent(shop: Shop, settings: Any) -> str:
    """A job that the engine has, and has not told of yet."""
    settings.DOCUMENT_ENGINE_SECRET = SECRET
    uploaded(shop)
    engine_id = FIRST
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
    changed = {**signed(sent), "data": signed(SECOND)["data"]}
    unsigned = {**signed(sent), "headers": {}}
    for request in (signed(sent, at=late), forged, changed, unsigned):
        assert client.post(CALLBACKS, **request).status_code == 401
    unknown = signed("019fa3b0-0000-7000-8000-000000000003")
    assert client.post(CALLBACKS, **unknown).status_code == 204
    assert client.get(CALLBACKS).status_code == 405
    large = {**signed(sent), "data": b"x" * 20_000}
    assert client.post(CALLBACKS, **large).status_code == 413
    assert the_job().due_at == before


def test_in_whatever_order_callbacks_come_one_look_is_made(client: Client, sent: str) -> None:
    """One of an earlier attempt, this job's, the same again, and a forged one; then it is read."""
    later_on = clock.now() + timedelta(minutes=1)
    came = {
        "earlier": (signed(SECOND), 204),
        "own": (signed(sent), 204),
        "again": (signed(sent), 204),
        "forged": (signed(sent, key=b"another's secret", message="job_new"), 401),
    }
    for order in permutations(came):
        EngineJob.objects.update(due_at=later_on, callback_id="")
        looks = []
        for name in order:
            request, status = came[name]
            assert client.post(CALLBACKS, **request).status_code == status
            if the_job().due_at != later_on:
                looks.append(name)
                EngineJob.objects.update(due_at=later_on)  # looked: it is still being read
        assert looks == [min("own", "again", key=order.index)]


def test_a_callback_of_one_job_hurries_no_other(client: Client, shop: Shop, sent: str) -> None:
    first = the_job()
    uploaded(shop, "NAMA BARANG;HNA\nIBUPROFEN;9000\n")
    other = EngineJob.objects.exclude(id=first.id).get()
    EngineJob.objects.filter(id=other.id).update(
        state="sent", engine_id=SECOND, due_at=first.due_at
    )
    assert client.post(CALLBACKS, **signed(SECOND)).status_code == 204
    first.refresh_from_db()
    other.refresh_from_db()
    assert first.due_at is not None
    assert other.due_at is not None
    assert other.due_at < first.due_at


def test_a_callback_before_we_know_the_job_or_after_it_ended_is_harmless(
    client: Client, sent: str
) -> None:
    EngineJob.objects.update(state="queued", engine_id="")
    assert client.post(CALLBACKS, **signed(sent)).status_code == 204
    EngineJob.objects.update(state="done", engine_id=sent, due_at=None)
    assert client.post(CALLBACKS, **signed(sent)).status_code == 204
    assert (the_job().state, the_job().due_at) == ("done", None)
