"""The worker is killed while it brings a list in: afterwards every row is in once."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.domains.catalog.imports.importing import check, csv_bytes, hand_in
from tests.support.jobs import run_due_jobs
from tests.support.programs import environ_of, same_keys
from tests.support.shop import open_shop
from theriac.core import clock
from theriac.core.jobs.models import Job, JobState
from theriac.domains.catalog.commands.imports.steps import commit_import
from theriac.domains.catalog.models import Import, Price, Product

ROWS = 3_000
# The worker as it is, but that it stands still once it has told that half of the rows are written:
# committed, or within the one transaction, as the mode says.
WORKER = """
import os, runpy, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "theriac.config.settings"
import django
django.setup()
from theriac.core.jobs.context import JobContext
tell, (mark, half) = JobContext.progress, sys.argv[1:]

def tell_and_stand(self, done, *more):
    tell(self, done, *more)
    if done >= int(half):
        open(mark, "w").close()
        time.sleep(600)

JobContext.progress = tell_and_stand
sys.argv = ["theriac", "worker"]
runpy.run_module("theriac", run_name="__main__")
"""


@pytest.mark.one_server
@pytest.mark.parametrize("mode", ["good", "all"])
def test_a_killed_worker_loses_and_doubles_nothing(
    mode: str, database_url: str, settings: Any, tmp_path: Path
) -> None:
    shop = open_shop("id")
    rows = (f"P{n},Product {n},{1000 + n}" for n in range(ROWS))
    import_id = hand_in(shop, csv_bytes("code,name,price", *rows))
    check(shop, import_id)
    job_id = commit_import(actor=shop.owner, import_id=import_id, mode=mode)
    data = Path(settings.MEDIA_ROOT).parent
    mark = tmp_path / "in the middle"
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(mark), str(ROWS // 2)],
        env={**environ_of(data, DATABASE_URL=database_url), **same_keys()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(mark, worker)
    finally:
        worker.kill()
        worker.wait()
    there = Product.objects.count()
    assert there == 0 if mode == "all" else ROWS // 2 <= there < ROWS
    expired = {"lease_until": clock.now() - timedelta(seconds=1)}
    assert Job.objects.filter(id=job_id, state=JobState.RUNNING).update(**expired) == 1
    run_due_jobs()
    batch = Import.objects.get(id=import_id)
    assert (batch.state, batch.counts["committed"]["actions"]) == ("done", {"new": ROWS})
    assert (Product.objects.count(), Price.objects.count()) == (ROWS, ROWS)


def wait_for(mark: Path, worker: subprocess.Popen[bytes]) -> None:
    """Return when the worker stands in the middle of the rows."""
    deadline = time.monotonic() + 120
    while not mark.exists():
        assert worker.poll() is None, "the worker ended"
        assert time.monotonic() < deadline, "the worker didn't come to the middle"
        time.sleep(0.02)
