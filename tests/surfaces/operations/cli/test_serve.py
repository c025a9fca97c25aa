"""One command, no services, runs a shop: web server and worker up, and gone after Ctrl-C."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import ask, environ_of, own_port
from theriac.config.own_secrets import PRODUCTION_SECRETS
from theriac.surfaces.operations.cli import serve
from theriac.surfaces.operations.cli.subcommand import Refusal
from theriac.surfaces.operations.server import processes

pytestmark = pytest.mark.slow
MELATI = ["--country", "id", "--pharmacy", "Apotek Melati", "--branch", "MLT", "--owner", "sari"]
PUBLIC = PRODUCTION_SECRETS[:3]
"""What development has a default for; its master key it makes."""
FILES = [name.lower() for name in PRODUCTION_SECRETS]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Of a pharmacy: production, which is what nothing says, and no secrets."""
    said = environ_of(tmp_path / "data", THERIAC_OWNER_PASSWORD="sembilan-jamu-7")
    return {name: value for name, value in said.items() if name != "THERIAC_ENVIRONMENT"}


@pytest.fixture
def port() -> int:
    return own_port()


def theriac(environ: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "theriac", *words],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def shop(environ: dict[str, str], port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A new pharmacy that serves at ``port``."""
    founded = theriac(environ, "setup", *MELATI)
    assert (founded.returncode, founded.stderr) == (0, "")
    told, recovery, _key, _what_for, ready = founded.stdout.splitlines()
    assert recovery.startswith("RECOVERY KEY. ")
    assert told == (
        f"The pharmacy's own secrets are in {environ['THERIAC_DATA']}: {', '.join(FILES)}."
    )
    assert ready == "Apotek Melati is ready. Start it with ./theriac serve"
    command = [sys.executable, "-m", "theriac", "serve", "--port", str(port)]
    said = tmp_path / "said"
    with (
        said.open("w") as stderr,
        subprocess.Popen(command, env=environ, stderr=stderr, text=True) as running,
    ):
        deadline = time.monotonic() + 120
        try:
            while "Theriac serves at" not in said.read_text():
                assert time.monotonic() < deadline, said.read_text()[-3000:]
                time.sleep(0.1)
            yield running
        finally:
            running.terminate()


def health(port: int) -> dict[str, Any]:
    return dict(json.loads(ask(port, "/health/")[1]))


def until_the_worker_is_seen(port: int) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while health(port)["checks"]["worker"]["status"] != "ok":
        assert time.monotonic() < deadline, "no worker was seen"
        time.sleep(0.2)
    return health(port)


@pytest.mark.rows("OPS-01", "SEC-14")
@pytest.mark.platforms("linux", "darwin")
def test_a_shop_runs_on_its_own_and_is_set_up_once(
    shop: subprocess.Popen[str], port: int, environ: dict[str, str]
) -> None:
    words = ["--country", "in", "--pharmacy", "Another", "--branch", "B", "--owner", "asha"]
    second = theriac(environ, "setup", *words)
    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr.startswith("This installation has its pharmacy already.")
    assert until_the_worker_is_seen(port)["checks"]["database"]["status"] == "ok"
    assert ask(port, "/health/ready")[0] == 200
    status, page = ask(port, "/accounts/login/")
    assert status == 200
    assert "<form" in page
    shop.send_signal(signal.SIGINT)
    assert shop.wait(60) == 0
    with pytest.raises(ConnectionRefusedError):
        ask(port, "/health/live")
    made = [Path(environ["THERIAC_DATA"]), *Path(environ["THERIAC_DATA"]).rglob("*")]
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []
    secrets = [Path(environ["THERIAC_DATA"], name) for name in FILES]
    assert {oct(path.stat().st_mode & 0o777) for path in secrets} == {"0o600"}
    assert len({path.read_text() for path in secrets}) == len(FILES)
    for path in secrets:
        path.unlink()
    third = theriac(environ, "setup", *MELATI)
    assert third.stderr.startswith("This installation has its pharmacy already.")
    assert [path for path in secrets if path.exists()] == []
    lost = theriac(environ, "worker")
    assert lost.returncode == 2
    assert lost.stderr.startswith(f"{PRODUCTION_SECRETS[0]} has its public default,")


def test_a_taken_port_is_refused_before_anything_is_touched(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ["THERIAC_ENVIRONMENT"] = "development"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for word in ("serve", "demo"):
            result = theriac(environ, word, "--port", str(port))
            assert result.returncode == 2
            assert result.stderr.startswith(f"Port {port} is taken by another program.")
    assert not (tmp_path / "data").exists()


def test_a_database_that_is_away_is_a_sentence(environ: dict[str, str], port: int) -> None:
    """And development says once, before anything else, that its secrets are public."""
    away = {**environ, "DATABASE_URL": f"mysql://nobody@127.0.0.1:{port}/nothing"}
    away["THERIAC_ENVIRONMENT"] = "development"
    result = theriac(away, "serve", "--port", str(port))
    assert result.returncode == 2
    told, problem = result.stderr.split("\n", 1)
    assert told.startswith(f"THERIAC_ENVIRONMENT is development: {', '.join(PUBLIC)} have public ")
    assert problem.startswith("The database doesn't answer or is busy: ")
    assert "Traceback" not in result.stderr


def test_secrets_are_told_although_what_follows_fails(environ: dict[str, str]) -> None:
    weak = theriac({**environ, "THERIAC_OWNER_PASSWORD": "sari"}, "setup", *MELATI)
    assert weak.returncode == 2
    assert weak.stdout.startswith("The pharmacy's own secrets are in ")
    again = theriac(environ, "setup", *MELATI)
    assert (again.returncode, again.stdout.splitlines()[0][:20]) == (0, "Apotek Melati is rea")


def test_setup_names_what_is_missing(environ: dict[str, str]) -> None:
    result = theriac(environ, "setup", "--country", "id")
    assert result.returncode == 2
    assert result.stderr.startswith("The pharmacy's name is missing.")
    assert not Path(environ["THERIAC_DATA"]).exists()


@pytest.mark.parametrize(("code", "refuses"), [(0, False), (1, True)])
def test_a_check_that_fails_beside_the_loading_refuses(
    monkeypatch: pytest.MonkeyPatch, *, code: int, refuses: bool
) -> None:
    ends = [sys.executable, "-c", f"raise SystemExit({code})"]
    monkeypatch.setattr(serve, "theriac", lambda *_words: ends)
    with pytest.raises(Refusal) if refuses else nullcontext(), serve._checked_beside():
        pass


@pytest.mark.platforms("linux", "darwin")
def test_the_checks_end_with_a_loading_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = processes.start

    def noted(*words: Any) -> subprocess.Popen[bytes]:
        started.append(start(*words))
        return started[-1]

    lasts = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(serve, "theriac", lambda *_words: lasts)
    monkeypatch.setattr(processes, "start", noted)
    with pytest.raises(LookupError), serve._checked_beside():
        raise LookupError
    assert started[0].poll() is not None
