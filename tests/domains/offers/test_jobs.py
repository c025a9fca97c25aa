"""A file goes to the engine and comes back as lines, whatever the engine and the network do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.document_engine import (
    an_engine,
    read_now,
    uploaded,
)
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop, add_medicine
from theriac.core import clock
from theriac.domains.offers.commands.engine import retry_job
from theriac.domains.offers.jobs import find_lost_jobs, follow_job
from theriac.domains.offers.models import EngineJob, Offer, OfferLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-02", "PUR-03")]


def the_job() -> EngineJob:
    return EngineJob.objects.get()


def later(seconds: int) -> Any:
    return clock.at(clock.now() + timedelta(seconds=seconds))


def test_a_file_goes_from_queued_to_sent_to_done(shop: Shop, settings: Any) -> None:
    medicine = add_medicine(shop)
    with an_engine(settings) as engine:
        offer_id = uploaded(shop)
        assert (the_job().state, Offer.objects.get().state) == ("queued", "reading")
        run_due_jobs()
        assert engine.jobs == {}  # it forgot what we have

    assert (the_job().state, the_job().due_at) == ("done", None)
    offer = Offer.objects.get(id=offer_id)
    assert offer.state == "draft"
    first, second = OfferLine.objects.order_by("position")
    assert (first.text, first.price, first.product_id) == (
        "PARACETAMOL 500 MG TAB 100S",
        40_000,
        medicine.id,
    )
    assert (first.pack_id, first.factor, first.tax_bp) == (medicine.packs[100], 100, 1_100)
    assert (second.product_id, second.matched_by) == (None, "")


def test_an_engine_that_is_away_is_asked_again_with_longer_pauses(
    shop: Shop, settings: Any
) -> None:
    with an_engine(settings) as engine:
        engine.clients.clear()
        uploaded(shop)
        run_due_jobs()
        job = the_job()
        assert (job.state, job.tries) == ("queued", 1)
        assert "401" in job.problem
        assert run_due_jobs() == 0
        with later(6):
            run_due_jobs()
            first, second = job.due_at, the_job().due_at
            assert first is not None
            assert second is not None
            assert second - clock.now() > first - job.created_at
        engine.add("a-key", b"", "")
        with later(60):
            run_due_jobs()
    assert the_job().state == "done"


def test_what_the_engine_cant_read_failed_with_its_words(shop: Shop, settings: Any) -> None:
    with an_engine(settings):
        uploaded(shop, b"\xff\xfeN\x00A\x00")
        run_due_jobs()
    assert (the_job().state, the_job().failure_code) == ("failed", "unknown_kind")
    assert the_job().problem == "It isn't CSV. Send CSV."
    assert Offer.objects.get().state == "reading"


def test_what_the_engine_forgot_is_sent_anew(shop: Shop, settings: Any) -> None:
    with an_engine(settings):
        uploaded(shop)
        EngineJob.objects.update(state="sent", engine_id="019fa3b0-0000-7000-8000-000000000001")
        run_due_jobs()
        assert (the_job().state, the_job().engine_id) == ("queued", "")
        with later(10):
            run_due_jobs()
    assert the_job().state == "done"


def test_what_no_task_takes_on_any_more_is_found(shop: Shop, settings: Any) -> None:
    uploaded(shop)
    from theriac.core.jobs.models import Job  # noqa: PLC0415 (optional)

    Job.objects.all().delete()
    assert find_lost_jobs.func() == 0
    with an_engine(settings), later(200):
        assert find_lost_jobs.func() == 1
        run_due_jobs()
    assert the_job().state == "done"


def test_a_step_that_isnt_due_is_left_alone(shop: Shop) -> None:
    uploaded(shop)
    EngineJob.objects.update(due_at=clock.now() + timedelta(hours=1))
    assert follow_job.func(job_id=the_job().id.hex) == "queued"
    assert the_job().tries == 0
    assert follow_job.func(job_id="019fa3b0-0000-7000-8000-000000000001") == ""


def test_reading_goes_on_by_asking_alone(shop: Shop, settings: Any) -> None:
    """Every callback is lost: each look comes later than the one before, and the last one ends it.

    The engine gives the same answer at the next look where one is lost on its way.
    """
    with an_engine(settings) as engine:
        engine.busy = 4
        uploaded(shop)
        seen = []
        for seconds in (0, 3, 7, 13, 24):
            with later(seconds):
                run_due_jobs()
            seen.append((the_job().state, engine.busy))
        read_now()
    assert seen == [("sent", 3), ("sent", 2), ("sent", 1), ("sent", 0), ("done", 0)]
    assert OfferLine.objects.count() == 2


def test_a_file_tried_again_is_read_again_and_not_answered_from_before(
    shop: Shop, settings: Any
) -> None:
    with an_engine(settings) as engine:
        offer_id = uploaded(shop, b"\xff\xfeN\x00A\x00")
        run_due_jobs()
        for attempt in (2, 3):
            retry_job(actor=shop.owner, branch_id=shop.branch_id, subject_id=offer_id)
            run_due_jobs()
            assert (the_job().state, the_job().failure_code) == ("failed", "unknown_kind")
            assert (the_job().attempt, len(engine.keys)) == (attempt, attempt)
