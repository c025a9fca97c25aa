"""An engine that is killed while it reads loses nothing: the next one reads it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.running import EngineClient, started, until
from tests.support.programs import own_port
from theriac_engine.service.clients import add_client
from theriac_engine.service.jobs import Jobs
from theriac_engine.service.settings import Settings
from theriac_engine.service.store import Store

pytestmark = [pytest.mark.rows("PUR-04"), pytest.mark.slow, pytest.mark.platforms("linux")]
LINES = "".join(f"OBAT {number};{number}00\n" for number in range(1, 120_001)).encode()


def test_a_killed_engine_reads_again_what_it_was_reading(tmp_path: Path) -> None:
    store, port = Store(tmp_path), own_port()
    key, secret = add_client(store, "one", [])
    client = EngineClient(f"http://127.0.0.1:{port}", key, secret)
    jobs = Jobs(store, Settings(data=tmp_path))
    engine = started(tmp_path, port)
    try:
        job = client.submit(b"NAMA BARANG;HNA\n" + LINES, "a").body["id"]
        until(lambda: jobs.counts().get("running"))
        engine.kill()
        engine.communicate()
        assert jobs.counts() == {"running": 1}
        engine = started(tmp_path, port)
        told = client.finished(job)
    finally:
        engine.terminate()
        engine.communicate()
        store.close()
    assert (told["state"], told["tries"]) == ("done", 2)
    assert len(told["document"]["lines"]) == 120_000
