"""A second engine that keeps the contract: it reads nothing but CSV, and remembers only a while.

It shows that the contract is enough to replace the engine, and shares no line of code with it.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import hmac
import io
import json
import threading
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

NOW = "2026-11-27T00:00:00Z"
Job = dict[str, Any]


class TinyEngine:
    """Clients by key, and their jobs in memory."""

    def __init__(self) -> None:
        self.clients: dict[str, tuple[bytes, str]] = {}
        self.jobs: dict[tuple[str, str], Job] = {}
        self.keys: dict[tuple[str, str], tuple[str, str]] = {}
        self.busy = 0
        """At so many answers yet it says of a job that it is being read."""

    def add(self, key: str, secret: bytes, origin: str) -> None:
        self.clients[key] = secret, origin

    def submit(self, key: str, idempotency: str, query: str, data: bytes) -> tuple[int, Job]:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        sha256, callback = hashlib.sha256(data).hexdigest(), asked.get("callback", "")
        if asked.get("kind") not in ("offer", "delivery_invoice"):
            return problem(422, "kind")
        if not idempotency:
            return problem(400, "idempotency_key")
        if callback and not callback.startswith(self.clients[key][1] + "/"):
            return problem(422, "callback")
        content = sha256 + query
        if (key, idempotency) in self.keys:
            before, job = self.keys[key, idempotency]
            same = before == content
            return (200, self.seen(key, job)) if same else problem(422, "idempotency_key_reused")
        job = str(uuid.uuid4())
        self.keys[key, idempotency] = content, job
        self.jobs[key, job] = told(job, asked["kind"], sha256, read(data))
        if callback:
            threading.Thread(target=self.call, args=(key, callback, self.jobs[key, job])).start()
        return 202, self.seen(key, job)

    def seen(self, key: str, job: str) -> Job:
        if not self.busy:
            return self.jobs[key, job]
        self.busy -= 1
        unread = {"state": "running", "document": None, "failure": None, "finished_at": None}
        return self.jobs[key, job] | unread

    def call(self, key: str, url: str, job: Job) -> None:
        data = {name: job[at] for name, at in (("job", "id"), ("kind", "kind"), ("state", "state"))}
        body = json.dumps(
            {"type": "theriac.engine.job.finished", "timestamp": NOW, "data": data}
        ).encode()
        at = str(int(time.time()))
        signed = hmac.digest(self.clients[key][0], f"{job['id']}.{at}.".encode() + body, "sha256")
        headers = {
            "Content-Type": "application/json",
            "webhook-id": job["id"],
            "webhook-timestamp": at,
            "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
        }
        urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10).close()


def problem(status: int, code: str) -> tuple[int, Job]:
    return status, {
        "type": f"urn:tiny:{code}", "title": code, "status": status, "code": code, "detail": code
    }  # fmt: skip


def read(data: bytes) -> Job | None:
    """The lines of a CSV with the headings product and price."""
    try:
        rows = list(csv.reader(io.StringIO(data.decode()), delimiter=";"))
    except UnicodeDecodeError:
        return None
    names = {"NAMA BARANG": "product", "HNA": "price"}
    lines = []
    for number, row in enumerate(rows[1:], 2):
        fields = {
            names[heading]: {
                "value": text, "text": text, "confidence": 1,
                "place": {"page": 1, "row": number, "column": column},
            }
            for column, (heading, text) in enumerate(zip(rows[0], row, strict=True), 1)
        }  # fmt: skip
        lines.append({"confidence": 1, "place": {"page": 1, "row": number}, "fields": fields})
    return {"pages": [], "columns": [], "fields": {}, "lines": lines}


def told(job: str, kind: str, sha256: str, document: Job | None) -> Job:
    failure = {"code": "unknown_kind", "detail": "It isn't CSV. Send CSV."}
    return {
        "id": job, "kind": kind, "state": "done" if document else "failed", "sha256": sha256,
        "tries": 1, "created_at": NOW, "finished_at": NOW, "forgotten_at": NOW,
        "document": document, "failure": None if document else failure,
    }  # fmt: skip


@contextmanager
def tiny_serving() -> Iterator[tuple[str, TinyEngine]]:
    """The engine for as long as this lasts."""
    engine = TinyEngine()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            status, body = self.found()
            data = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def found(self) -> tuple[int, Job | None]:
            url = urlsplit(self.path)
            key = self.headers.get("Authorization", "").removeprefix("Bearer ")
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if url.path == "/v1/health":
                return 200, {
                    "status": "ok", "contract": "1.2.0", "version": "tiny", "recognition": False,
                    "queued": 0, "running": 0,
                }  # fmt: skip
            if key not in engine.clients:
                return problem(401, "unauthorised")
            if self.command == "POST":
                return engine.submit(key, self.headers.get("Idempotency-Key", ""), url.query, data)
            job = key, url.path.rpartition("/")[2]
            if job not in engine.jobs:
                return problem(404, "no_job")
            return (204, engine.jobs.pop(job) and None) if self.command == "DELETE" else (
                200, engine.seen(*job)
            )  # fmt: skip

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 (as the library calls them)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", engine
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
