"""The web server's threads: they keep to a client that asks on, and nobody waits for that."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest

ConnectionWorker: Any = pytest.importorskip(  # gunicorn is POSIX's
    "theriac.surfaces.operations.server.connections", exc_type=ImportError
).ConnectionWorker
ASKED = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
ANSWERS = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


def worker(waiting: int = 0, *, alive: bool = True) -> Any:
    """One that was never started, whose pool has so many waiting."""
    queue: SimpleQueue[int] = SimpleQueue()
    for number in range(waiting):
        queue.put(number)
    found = ConnectionWorker.__new__(ConnectionWorker)
    found.alive, found.tpool = alive, SimpleNamespace(_work_queue=queue)
    return found


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[socket.socket, socket.socket]]:
    """A client's end and the server's, where a request is a byte; none after "z" is kept."""
    client, server = socket.socketpair()

    def handle(_worker: Any, conn: Any) -> bool:
        return bool(conn.sock.recv(1) != b"z")

    monkeypatch.setattr(ConnectionWorker.__bases__[0], "handle", handle)
    with client, server:
        yield client, server


def until_it_listens(place: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as client:
                return client.connect(str(place))
        except OSError:
            assert time.monotonic() < deadline, "the server doesn't start"
            time.sleep(0.02)


def left(server: socket.socket) -> bytes:
    server.setblocking(False)
    try:
        return server.recv(10)
    except BlockingIOError:
        return b""


@pytest.mark.parametrize(
    ("asked", "who", "kept", "remains"),
    [
        (b"abc", {}, True, b""),
        (b"abz", {}, False, b""),
        (b"azb", {}, False, b"b"),
        (b"abc", {"waiting": 1}, True, b"bc"),
        (b"abc", {"alive": False}, True, b"bc"),
    ],
)
def test_a_thread_keeps_to_a_client_until_it_pauses_or_another_waits(
    ends: tuple[socket.socket, socket.socket],
    asked: bytes,
    who: dict[str, Any],
    kept: bool,
    remains: bytes,
) -> None:
    client, server = ends
    client.sendall(asked)

    assert worker(**who).handle(SimpleNamespace(sock=server)) is kept
    assert left(server) == remains


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name, as a socket's must be."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_more_clients_than_threads_are_all_answered(folder: Path) -> None:
    (folder / "answers.py").write_text(ANSWERS, "utf-8")
    place = folder / "socket"
    name = f"{ConnectionWorker.__module__}.{ConnectionWorker.__qualname__}"
    command = [sys.executable, "-m", "gunicorn", "answers:application", f"--bind=unix:{place}"]
    command += [f"--worker-class={name}", "--threads=2", "--workers=1", "--no-control-socket"]
    environ = {"PYTHONPATH": ":".join(path for path in [str(folder), *sys.path] if path)}
    answered: list[int] = []

    def ask_on() -> None:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(60)
            client.connect(str(place))
            for _ in range(20):
                client.sendall(ASKED)
                answer, piece = b"", b"-"
                while piece and not answer.endswith(b"\r\n\r\nok"):
                    piece = client.recv(4096)
                    answer += piece
                answered.append(int(answer.split()[1]))

    with subprocess.Popen(command, cwd=folder, env=environ) as server:
        try:
            until_it_listens(place)
            clients = [threading.Thread(target=ask_on) for _ in range(6)]
            for client in clients:
                client.start()
            for client in clients:
                client.join()
        finally:
            server.terminate()
    assert answered == [200] * 120
