"""The engine is killed while it reads our file: what comes back after its restart is taken once."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.engine.running import until
from tests.engine.test_killed import started
from tests.support.document_engine import uploaded
from tests.support.jobs import run_due_jobs
from tests.support.programs import own_port
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.offers.models import EngineJob, OfferLine
from theriac_engine.service.clients import add_client
from theriac_engine.service.jobs import Jobs
from theriac_engine.service.settings import Settings
from theriac_engine.service.store import Store

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.rows("PUR-03", "PUR-04"),
    pytest.mark.slow,
    pytest.mark.platforms("linux"),
]
NOTES = "".join(f"Catatan {number}\n" for number in range(60_000))
"""What takes the engine a while and is no article."""


def test_a_file_that_a_killed_engine_was_reading_is_read_once(
    shop: Shop, settings: Any, tmp_path: Path
) -> None:
    store, port = Store(tmp_path), own_port()
    settings.DOCUMENT_ENGINE_KEY, _ = add_client(store, "ours", [])
    settings.DOCUMENT_ENGINE_URL = f"http://127.0.0.1:{port}"
    settings.OUTGOING_ALLOW = [urlsplit(settings.DOCUMENT_ENGINE_URL).netloc]
    jobs = Jobs(store, Settings(data=tmp_path))
    seen = []
    engine = started(tmp_path, port)
    try:
        uploaded(shop, f"NAMA BARANG;HNA\nPARACETAMOL 500 MG TAB 100S;40000\n{NOTES}")
        run_due_jobs()
        until(lambda: jobs.counts().get("running"))
        engine.kill()
        engine.communicate()
        seen.append(next_step())
        engine = started(tmp_path, port)
        until(lambda: jobs.counts().get("done"))
        seen.append(next_step())
    finally:
        engine.terminate()
        engine.communicate()
        store.close()
    assert seen == [("sent", 1), ("done", 1)]
    assert [line.text for line in OfferLine.objects.all()] == ["PARACETAMOL 500 MG TAB 100S"]


def next_step() -> tuple[str, int]:
    """Take the job's next step when it is due; its state and what failed since the last success."""
    due = EngineJob.objects.get().due_at
    assert due is not None
    with clock.at(max(due, clock.now())):
        run_due_jobs()
    job = EngineJob.objects.get()
    return job.state, job.tries
