"""Programs that a test starts: their environment, a free port, waiting for a server."""

from __future__ import annotations

import http.client
import os
import socket
import sys
import time
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
_held: list[socket.socket] = []


def environ_of(data: Path, **variables: str) -> dict[str, str]:
    """The environment of a program of ours with its data in ``data``; the tests' own stays out.

    Without DATABASE_URL among the variables it works on SQLite there.
    """
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("THERIAC_", "DATABASE_URL", "DJANGO_"))
    }
    return {
        **inherited,
        "PYTHONPATH": str(ROOT / "src"),
        "THERIAC_ENVIRONMENT": "development",
        "THERIAC_DATA": str(data),
        "THERIAC_ENV_FILE": str(ROOT / "tests" / "test.env"),
        "THERIAC_SECOND_STEP_ROLES": "",
        **variables,
    }


def same_keys() -> dict[str, str]:
    """What a program needs to read the names that this test wrote: its keys."""
    return {
        "THERIAC_KEY_STORE": str(settings.KEY_STORE),
        "THERIAC_MASTER_KEY": " ".join(settings.MASTER_KEYS),
    }


def own_port() -> int:
    """A port at which nothing listens, and which nobody else is given while this process runs.

    It stays bound here, without listening: the system gives it to no other socket that asks for
    any port, and a program that names it may listen there, since both allow the reuse. Only Linux
    lets them; elsewhere it is free when this returns.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("", 0))
    number = int(held.getsockname()[1])
    if sys.platform == "linux":
        _held.append(held)
    else:
        held.close()
    return number


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    """GET: status and body."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("GET", path, headers=headers)
        reply = link.getresponse()
        return reply.status, reply.read().decode()
    finally:
        link.close()


def wait_for_server(port: int, seconds: float = 120) -> None:
    """Return when the server says that it lives. Raises AssertionError when time is up."""
    deadline = time.monotonic() + seconds
    last: object = None
    while time.monotonic() < deadline:
        try:
            last = ask(port, "/health/live")[0]
        except OSError as problem:
            last = problem
        if last == 200:
            return
        time.sleep(0.1)
    raise AssertionError(f"the server at port {port} didn't come up: {last}")
