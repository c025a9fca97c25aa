"""Alive, ready, deep: what each says when all is well and when the database is really away."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from theriac.core.clock import at, now
from theriac.core.jobs.beats import beat
from theriac.core.telemetry.metrics import register_gauge, scrape
from theriac.surfaces.operations import checks, health
from theriac.surfaces.operations.health import PROBES

ROOT = Path(__file__).resolve().parents[3]
PROBE = """
import json
import django
from django.conf import settings
if "HOST" in settings.DATABASES["default"]:
    settings.DATABASES["default"]["OPTIONS"]["connect_timeout"] = 3600
django.setup()
from django.test import Client
client = Client(SERVER_NAME="localhost", raise_request_exception=False)
client.get("/health/live")
found = {}
for path in ("/health/live", "/health/ready", "/health/"):
    answer = client.get(path)
    found[path] = [answer.status_code, answer.json()]
print(json.dumps(found))
"""


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield int(listener.getsockname()[1])


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is well, however busy the machine is."""
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 60.0)
    monkeypatch.setattr(checks, "WORKER_DEGRADED_SECONDS", 3600.0)


def _probe(tmp_path: Path, url: str) -> dict[str, Any]:
    environ = {
        **os.environ,
        "DATABASE_URL": url,
        "THERIAC_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        capture_output=True,
        text=True,
        env=environ,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
@pytest.mark.rows("API-09")
@pytest.mark.one_by_turns(on_sqlite=2)
@pytest.mark.parametrize("scheme", ["postgresql", "mysql"])
@pytest.mark.parametrize("kind", ["closed", "silent"])
def test_with_the_database_away_it_is_alive_but_not_ready(
    tmp_path: Path, closed_port: int, silent_port: int, scheme: str, kind: str
) -> None:
    """A silent database would be waited for an hour; the answers don't wait for it."""
    port = closed_port if kind == "closed" else silent_port
    found = _probe(tmp_path, f"{scheme}://theriac:hidden-word@127.0.0.1:{port}/theriac")
    assert {path: answer[0] for path, answer in found.items()} == {
        "/health/live": 200,
        "/health/ready": 503,
        "/health/": 503,
    }
    assert found["/health/ready"][1]["checks"]["database"]["status"] == "down"
    assert found["/health/"][1]["checks"]["disk"]["status"] in ("ok", "degraded")
    assert "hidden-word" not in json.dumps(found)


@pytest.mark.slow
def test_a_database_that_was_never_migrated_is_not_ready(tmp_path: Path) -> None:
    found = _probe(tmp_path, "")
    status, body = found["/health/ready"]
    assert (status, body["checks"]["database"]["status"], body["checks"]["migrations"]) == (
        503,
        "ok",
        {"status": "down", "words": "migrations are missing"},
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("API-09")
def test_all_is_well(client: Client, patient: None) -> None:
    beat("worker")
    for path in ("/health/live", "/health/ready"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["status"]) == (200, "ok")
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"] == "application/json"
    answer = client.get("/health/")
    assert answer.status_code == 200
    found = {name: facts["status"] for name, facts in answer.json()["checks"].items()}
    disk = found.pop("disk")
    assert disk in ("ok", "degraded")
    assert found == {
        "database": "ok",
        "migrations": "ok",
        "outbox": "ok",
        "seal": "ok",
        "worker": "ok",
    }


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_it_serves_but_wants_a_look(client: Client, patient: None) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"]["worker"] == {"status": "degraded", "words": "no worker runs"}


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "status"), [(30, "ok"), (31, "degraded")])
def test_a_worker_that_was_silent_for_long_wants_a_look(seconds: int, status: str) -> None:
    with at(now()):
        beat("worker")
        with at(now() + timedelta(seconds=seconds)):
            assert checks.check_worker().status == status


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/health/live").status_code == 405
    assert client.head("/health/live").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("host", ["10.0.0.7", "10.0.0.7:8000", "[fd00::7]", "no host at all"])
def test_a_probe_may_call_it_by_any_name_and_nobody_else(host: str, patient: None) -> None:
    client = Client(HTTP_HOST=host)
    for path in PROBES:
        answer = client.get(f"/{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("/", "/accounts/login/", "/api/v1/me", "/health/live/", "/metrics"):
        assert client.get(path).status_code == 400


def test_a_probe_is_counted_under_its_own_route(client: Client) -> None:
    client.get("/health/live")
    assert b'route="/health/live"' in scrape()[0]


@pytest.mark.django_db
def test_an_outbox_that_waits_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theriac.core.telemetry.metrics._gauges", {})
    assert checks.check_outbox() == checks.PartState("ok", "", {"oldest_seconds": 0.0})
    register_gauge("outbox_lag_seconds", "Lag.", lambda: 61.25)
    assert checks.check_outbox() == checks.PartState(
        "degraded", "events wait", {"oldest_seconds": 61.2}
    )


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_is_gone_is_noticed_by_a_process_that_knew_it() -> None:
    assert checks.check_migrations().status == "ok"
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name, applied FROM django_migrations WHERE app = 'files'")
        rows = cursor.fetchall()
        cursor.execute("DELETE FROM django_migrations WHERE app = 'files'")
        try:
            assert checks.check_migrations().status == "down"
        finally:
            for row in rows:
                cursor.execute(
                    "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", row
                )
    assert checks.check_migrations().status == "ok"


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = checks.shutil.disk_usage("/")
    for free, status in [(10_000_000, "down"), (500_000_000, "degraded"), (2 * 10**9, "ok")]:
        monkeypatch.setattr(
            checks.shutil, "disk_usage", lambda path, free=free: usage._replace(free=free)
        )
        found = checks.check_disk()
        assert (found.status, found.figures) == (status, {"free_mb": free // 1_000_000})
