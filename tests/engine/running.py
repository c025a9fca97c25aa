"""An engine in this process on a port of its own, and a receiver of its callbacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import waitress

from tests.support.programs import own_port
from theriac_engine.service.api import Api
from theriac_engine.service.clients import add_client
from theriac_engine.service.jobs import Jobs
from theriac_engine.service.settings import Settings
from theriac_engine.service.store import Store
from theriac_engine.service.workers import Workers

PATIENCE = 60.0
ROOT = Path(__file__).parents[2]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine answered."""

    status: int
    body: Any
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EngineClient:
    """A client of whatever engine answers at the address, with its key and webhook secret."""

    address: str
    key: str
    secret: str

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        own = {"Authorization": f"Bearer {self.key}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        request = urllib.request.Request(self.address + path, body, own, method=method)
        try:
            with DIRECT.open(request, timeout=PATIENCE) as reply:
                return _reply(reply.status, reply.read(), reply.headers)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return _reply(refusal.code, refusal.read(), refusal.headers)

    def submit(self, data: bytes, key: str, more: str = "kind=offer") -> Reply:
        return self.ask("POST", f"/v1/jobs?{more}", data, Idempotency_Key=key)

    def finished(self, job: str) -> Any:
        """The job once it is done or failed."""
        return until(lambda: self._ended(job))

    def _ended(self, job: str) -> Any:
        told = self.ask("GET", f"/v1/jobs/{job}").body
        return told if told["state"] in ("done", "failed") else None


def _reply(status: int, body: bytes, headers: Any) -> Reply:
    return Reply(status, json.loads(body) if body else None, dict(headers))


def until(asked: Callable[[], Any]) -> Any:
    """Ask again and again until there is an answer; fails after a minute."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = asked()
        if found is not None:
            return found
        time.sleep(0.02)
    raise AssertionError("no answer in a minute")


@dataclass(slots=True)
class Receiver:
    """A client's web server: it notes what it is sent, and answers as it is told to."""

    address: str
    statuses: list[int] = field(default_factory=list)
    messages: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)
    location: str = ""

    def take(self, headers: Mapping[str, str], body: bytes) -> int:
        self.messages.append(({name.casefold(): value for name, value in headers.items()}, body))
        return self.statuses.pop(0) if self.statuses else 204


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver for as long as this lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self.send_response(receiver.take(dict(self.headers), self.rfile.read(length)))
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.end_headers()

        do_GET = do_POST  # noqa: N815 (as the library calls it)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[tuple[str, Store]]:
    """A real engine; its address and store."""
    own = Settings(data=folder, port=own_port(), **settings)
    store = Store(folder)
    workers = Workers(Jobs(store, own), own)
    server = waitress.create_server(Api(workers, own), host=own.host, port=own.port, threads=2)
    thread = threading.Thread(target=server.run)
    workers.start()
    thread.start()
    try:
        yield f"http://{own.host}:{own.port}", store
    finally:
        workers.stop()
        _end(server, thread)
        for one in workers._threads:
            one.join(PATIENCE)
        store.close()


def started(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """An engine in a process of its own, once it serves."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "engine" / "src")}
    own |= {"THERIAC_ENGINE_DATA": str(folder), "THERIAC_ENGINE_PORT": str(port)}
    own |= {"THERIAC_ENGINE_MAX_MEMORY": "2000"}
    words = [sys.executable, "-m", "theriac_engine", "serve"]
    engine = subprocess.Popen(words, env=own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert engine.stdout
    engine.stdout.readline()  # its address: it serves
    return engine


def _end(server: Any, thread: threading.Thread) -> None:
    """End waitress's loop, which goes on for as long as it has something to listen to."""
    server.trigger.pull_trigger(server._map.clear)
    thread.join(PATIENCE)
    for channel in list(server.active_channels.values()):
        channel.close()
    server.task_dispatcher.shutdown()
    server.close()


def new_client(address: str, store: Store, name: str, *callbacks: str) -> EngineClient:
    """A client of a real engine."""
    key, secret = add_client(store, name, callbacks)
    return EngineClient(address, key, secret)
